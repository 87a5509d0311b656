package workbook.checker.faulty.task2_3;

import static workbook.checker.faulty.Variant.faulty;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 2.3. */
final class EventTypesFaults {

    private EventTypesFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("H1", "the content type is text/plain", "2.3/1", new FeedServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: text/plain",
                                        "Cache-Control: no-cache",
                                        "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H8", "no route: 404", "2.3/1", (request, reply) -> reply.json(404, "{}")
                        .cut()),
                faulty("H3", "may be cached", "2.3/2", new FeedServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: text/event-stream",
                                        "Cache-Control: public",
                                        "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H4", "the headers wait for the first event", "2.3/2", new FeedServer() {
                    @Override
                    protected void head(Reply reply) {
                        pause(System.nanoTime(), INTERVAL);
                        super.head(reply);
                    }
                }),
                faulty("T1", "an update is called error", "2.3/3", new FeedServer() {
                    @Override
                    String type(int n) {
                        return n % 2 == 0 ? "notification" : "error";
                    }
                }),
                faulty("T2", "the type is in the data only", "2.3/3", new FeedServer() {
                    @Override
                    String block(String type, String data) {
                        return "data: " + data.replace("{", "{\"type\": \"" + type + "\", ") + "\n\n";
                    }
                }),
                faulty("T2b", "the types are in the plural", "2.3/3", new FeedServer() {
                    @Override
                    String type(int n) {
                        return super.type(n) + "s";
                    }
                }),
                faulty("T2c", "a capital letter", "2.3/3", new FeedServer() {
                    @Override
                    String type(int n) {
                        return n % 2 == 0 ? "notification" : "Update";
                    }
                }),
                faulty("T3", "type and data are two blocks", "2.3/3", new FeedServer() {
                    @Override
                    String block(String type, String data) {
                        return "event: " + type + "\n\ndata: " + data + "\n\n";
                    }
                }),
                faulty("T3b", "a type without data", "2.3/3", new FeedServer() {
                    @Override
                    String block(String type, String data) {
                        return "event: " + type + "\n: " + data + "\n\n";
                    }
                }),
                faulty("T4", "a space behind the type", "2.3/3", new FeedServer() {
                    @Override
                    String type(int n) {
                        return super.type(n) + " ";
                    }
                }),
                faulty("T5", "one of the items without its type", "2.3/3", new FeedServer() {
                    @Override
                    String block(String type, String data) {
                        String block = super.block(type, data);
                        return data.contains("已") ? block.substring(block.indexOf('\n') + 1) : block;
                    }
                }),
                faulty("W13", "the field is called name", "2.3/3", new FeedServer() {
                    @Override
                    String block(String type, String data) {
                        return "name: " + type + "\ndata: " + data + "\n\n";
                    }
                }),
                faulty("one", "notifications only", "2.3/3", new FeedServer() {
                    @Override
                    String type(int n) {
                        return "notification";
                    }
                }),
                faulty("bound", "the type hangs on the text", "2.3/3", new FeedServer() {
                    @Override
                    String type(int n) {
                        return super.type(n % ITEMS.size());
                    }
                }),
                faulty("third", "a ping between them", "2.3/3", new FeedServer() {
                    @Override
                    protected String event(int n) {
                        return super.event(n) + (n % 4 == 3 ? "event: ping\ndata: {}\n\n" : "");
                    }
                }),
                faulty("none", "a stream without events", "2.3/3", new FeedServer() {
                    @Override
                    String block(String type, String data) {
                        return ": " + type + "\n\n";
                    }
                }),
                faulty("W1", "a line break in the text ends the data", "2.3/4", new FeedServer() {
                    @Override
                    String text(int n) {
                        return super.text(n).replace("\\n", "\n");
                    }
                }),
                faulty("bare", "the bare text", "2.3/4", new FeedServer() {
                    @Override
                    protected String data(int n) {
                        return text(n);
                    }
                }),
                faulty("map", "a map as Java prints it", "2.3/4", new FeedServer() {
                    @Override
                    protected String data(int n) {
                        return "{n=" + number(n) + ", text=" + text(n) + "}";
                    }
                }),
                faulty("quotes", "quotes in the text are not escaped", "2.3/4", new FeedServer() {
                    @Override
                    String text(int n) {
                        return super.text(n).replace("\\\"", "\"");
                    }
                }),
                faulty("string", "n in quotes", "2.3/4", new FeedServer() {
                    @Override
                    protected String number(int n) {
                        return '"' + super.number(n) + '"';
                    }
                }),
                faulty("key", "message instead of text", "2.3/4", new FeedServer() {
                    @Override
                    protected String data(int n) {
                        return super.data(n).replace("\"text\"", "\"message\"");
                    }
                }),
                faulty("empty", "an empty text", "2.3/4", new FeedServer() {
                    @Override
                    String text(int n) {
                        return "";
                    }
                }),
                faulty("index", "n is the index, and starts again with the list", "2.3/5", new FeedServer() {
                    @Override
                    protected String number(int n) {
                        return super.number(n % ITEMS.size());
                    }
                }),
                faulty("each", "each type has its own n", "2.3/5", new FeedServer() {
                    @Override
                    protected String number(int n) {
                        return super.number(n / 2);
                    }
                }),
                faulty("frozen", "n is always 1", "2.3/5", new FeedServer() {
                    @Override
                    protected String number(int n) {
                        return "1";
                    }
                }),
                faulty("B8", "the end after one event", "2.3/6", new FeedServer() {
                    @Override
                    protected int count() {
                        return 1;
                    }
                }),
                faulty("once", "the end after the last item", "2.3/6", new FeedServer() {
                    @Override
                    protected int count() {
                        return ITEMS.size();
                    }
                }),
                faulty("ten", "the end after ten events, as in 2.1", "2.3/6", new FeedServer() {
                    @Override
                    protected int count() {
                        return COUNT;
                    }
                }),
                faulty("cut", "cut after the last item", "2.3/6", new FeedServer() {
                    @Override
                    protected int count() {
                        return ITEMS.size();
                    }

                    @Override
                    protected void end(Reply reply) {
                        reply.cut();
                    }
                }),
                faulty("silent", "silence after the last item", "2.3/6", new FeedServer() {
                    @Override
                    protected int count() {
                        return ITEMS.size();
                    }

                    @Override
                    protected void end(Reply reply) throws InterruptedException {
                        new CountDownLatch(1).await();
                    }
                }),
                faulty("H5", "Content-Length that ends the stream", "2.3/6", new FeedServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                "HTTP/1.1 200 OK",
                                "Content-Type: text/event-stream",
                                "Cache-Control: no-cache",
                                "Content-Length: 300");
                    }
                }),
                faulty("hurry", "no wait between events", "2.3/6", new FeedServer() {
                    @Override
                    protected Duration interval() {
                        return Duration.ofMillis(1);
                    }
                }),
                faulty("pairs", "two events at a time", "2.3/6", new FeedServer() {
                    @Override
                    protected void run(Reply reply) {
                        long begun = System.nanoTime();
                        for (int n = 0; n < count(); n++) {
                            pause(begun, INTERVAL.multipliedBy(n / 2 * 2));
                            send(reply, event(n));
                        }
                    }
                }),
                faulty("slow", "the interval is not read", "2.3/6", new FeedServer() {
                    @Override
                    protected Duration interval() {
                        return Duration.ofSeconds(1);
                    }
                }),
                faulty("stuck", "stays at the last item", "2.3/7", new FeedServer() {
                    @Override
                    String text(int n) {
                        return ITEMS.get(Math.min(n, ITEMS.size() - 1));
                    }
                }),
                faulty("second", "the second round begins with the second item", "2.3/7", new FeedServer() {
                    @Override
                    String text(int n) {
                        return n == 0 ? ITEMS.getFirst() : ITEMS.get(1 + (n - 1) % (ITEMS.size() - 1));
                    }
                }),
                faulty("random", "a text at random", "2.3/7", new FeedServer() {
                    @Override
                    String text(int n) {
                        return ITEMS.get(new Random(n * 7919L).nextInt(ITEMS.size()));
                    }
                }),
                faulty("shuffled", "another order in each round", "2.3/7", new FeedServer() {
                    @Override
                    String text(int n) {
                        int size = ITEMS.size();
                        return ITEMS.get((n + n / size) % size);
                    }
                }),
                faulty("made", "a text that is made up", "2.3/8", new FeedServer() {
                    @Override
                    String text(int n) {
                        return UUID.randomUUID().toString();
                    }
                }),
                faulty("R10", "all clients but the first begin further on in the list", "2.3/8", new FeedServer() {
                    private final AtomicInteger clients = new AtomicInteger();

                    @Override
                    protected void run(Reply reply) {
                        int place = clients.getAndIncrement() == 0 ? 0 : 1;
                        long begun = System.nanoTime();
                        for (int n = 0; n < count(); n++) {
                            pause(begun, INTERVAL.multipliedBy(n));
                            send(reply, block(type(n), data(n).replace(text(n), text(place + n))));
                        }
                    }
                }),
                faulty("shared", "one n for all clients", "2.3/8", new FeedServer() {
                    private final AtomicInteger count = new AtomicInteger();

                    @Override
                    protected String number(int n) {
                        return String.valueOf(count.incrementAndGet());
                    }
                }),
                faulty("B6", "one client that leaves ends the others", "2.3/8", new FeedServer() {
                    private final Set<Reply> clients = ConcurrentHashMap.newKeySet();

                    @Override
                    protected void run(Reply reply) throws Exception {
                        clients.add(reply);
                        try {
                            super.run(reply);
                        } finally {
                            clients.forEach(Reply::cut);
                        }
                    }
                }),
                faulty("takeover", "a new client takes the stream over", "2.3/8", new FeedServer() {
                    private final Set<Reply> clients = ConcurrentHashMap.newKeySet();

                    @Override
                    protected void head(Reply reply) {
                        clients.forEach(Reply::end);
                        clients.clear();
                        clients.add(reply);
                        super.head(reply);
                    }
                }));
    }
}
