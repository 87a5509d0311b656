package workbook.checker.faulty.task2_3;

import static workbook.checker.faulty.Variant.legal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Servers of task 2.3 that are odd but right. */
final class EventTypesOddities {

    private EventTypesOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("2.3", "nothing odd", new FeedServer()),
                legal("2.3", "a list of forty texts", new FeedServer() {
                    @Override
                    String text(int n) {
                        return "text " + n % 40;
                    }
                }),
                legal("2.3", "an update first", new FeedServer() {
                    @Override
                    String type(int n) {
                        return super.type(n + 1);
                    }
                }),
                legal("2.3", "n starts at -3", new FeedServer() {
                    @Override
                    protected String number(int n) {
                        return super.number(n - 4);
                    }
                }),
                legal("2.3", "n is 1.0, and starts where the client before began plus 100", new FeedServer() {
                    private final AtomicInteger clients = new AtomicInteger();
                    private final ThreadLocal<Integer> start =
                            ThreadLocal.withInitial(() -> 100 * clients.incrementAndGet());

                    @Override
                    protected String number(int n) {
                        return start.get() + n + ".0";
                    }
                }),
                legal("2.3", "n passes 2^63", new FeedServer() {
                    @Override
                    protected String number(int n) {
                        return BigInteger.valueOf(Long.MAX_VALUE - 3)
                                .add(BigInteger.valueOf(n))
                                .toString();
                    }
                }),
                legal("2.3", "the first event after one interval", new FeedServer() {
                    @Override
                    protected void run(Reply reply) {
                        long begun = System.nanoTime();
                        for (int n = 0; n < count(); n++) {
                            pause(begun, INTERVAL.multipliedBy(n + 1L));
                            send(reply, event(n));
                        }
                    }
                }),
                legal("2.3", "waits behind each event, so that it drifts", new FeedServer() {
                    @Override
                    protected void run(Reply reply) {
                        for (int n = 0; n < count(); n++) {
                            send(reply, event(n));
                            pause(System.nanoTime(), INTERVAL);
                        }
                    }
                }),
                legal("2.3", "a list of one", new FeedServer() {
                    @Override
                    String text(int n) {
                        return ITEMS.getFirst();
                    }
                }),
                legal("2.3", "a list of two, with the type bound to the text", new FeedServer() {
                    @Override
                    String text(int n) {
                        return ITEMS.get(n % 2);
                    }
                }),
                legal("2.3", "a list of twelve with equal texts in it", new FeedServer() {
                    @Override
                    String text(int n) {
                        return ITEMS.get(
                                List.of(0, 0, 1, 0, 2, 2, 2, 3, 0, 4, 4, 4).get(n % 12));
                    }
                }),
                legal("2.3", "CRLF, ids, comments, unknown fields, retry, empty blocks", new FeedServer() {
                    @Override
                    String block(String type, String data) {
                        return ": hi\r\n\r\nid: 7\r\nretry: 500\r\nfoo\r\nevent:x\r\nevent:" + type + "\r\ndata:" + data
                                + "\r\n\r\n\r\nevent: update\r\n\r\n";
                    }
                }),
                legal("2.3", "CR line ends, a byte order mark, data before type", new FeedServer() {
                    @Override
                    protected String event(int n) {
                        return (n == 0 ? "\ufeff" : "") + super.event(n);
                    }

                    @Override
                    String block(String type, String data) {
                        return "data: " + data + "\revent: " + type + "\r\r";
                    }
                }),
                legal("2.3", "JSON on several lines, with more keys and escapes", new FeedServer() {
                    @Override
                    protected String data(int n) {
                        return super.data(n)
                                .replace("{", "\ndata:{ \"at\": null,\ndata:")
                                .replace("送", "\\u9001");
                    }
                }),
                legal("2.3", "a byte per write", new FeedServer() {
                    @Override
                    protected void send(Reply reply, String event) {
                        for (byte one : event.getBytes(StandardCharsets.UTF_8)) {
                            reply.write(new byte[] {one});
                        }
                    }
                }),
                legal("2.3", "no chunks: open to the end of the connection", new FeedServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                "HTTP/1.1 200 OK",
                                "content-type: Text/Event-Stream; charset=UTF-8",
                                "cache-control: private, no-store",
                                "Connection: close");
                    }
                }));
    }
}
