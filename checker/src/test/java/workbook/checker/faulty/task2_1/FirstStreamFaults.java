package workbook.checker.faulty.task2_1;

import static workbook.checker.faulty.Variant.faulty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.ClockServer;
import workbook.checker.scripted.Request;

/** Faulty servers of task 2.1. */
final class FirstStreamFaults {

    private FirstStreamFaults() {}

    private static ClockServer withHead(String... lines) {
        return new ClockServer() {
            @Override
            protected void head(Reply reply) {
                reply.head(lines).chunked();
            }
        };
    }

    static List<Variant> all() {
        return List.of(
                faulty(
                        "H1",
                        "the content type is application/json",
                        "2.1/1",
                        withHead(
                                "HTTP/1.1 200 OK",
                                "Content-Type: application/json",
                                "Cache-Control: no-cache",
                                "Transfer-Encoding: chunked")),
                faulty(
                        "H1",
                        "two media types, of which a browser takes the last",
                        "2.1/1",
                        withHead(
                                "HTTP/1.1 200 OK",
                                "Content-Type: application/octet-stream",
                                "Content-Type: text/event-stream",
                                "Cache-Control: no-cache",
                                "Transfer-Encoding: chunked")),
                faulty("H5", "a transfer coding that HTTP/1.1 no longer has", "2.1/1", new ClockServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                "HTTP/1.1 200 OK",
                                "Content-Type: text/event-stream",
                                "Cache-Control: no-cache",
                                "Transfer-Encoding: identity",
                                "Connection: close");
                    }
                }),
                faulty(
                        "H7",
                        "gzip in the head, and no gzip in the body",
                        "2.1/1",
                        withHead(
                                "HTTP/1.1 200 OK",
                                "Content-Type: text/event-stream",
                                "Content-Encoding: gzip",
                                "Cache-Control: no-cache",
                                "Transfer-Encoding: chunked")),
                faulty(
                        "H2",
                        "the charset is windows-1252",
                        "2.1/1",
                        withHead(
                                "HTTP/1.1 200 OK",
                                "Content-Type: text/event-stream;charset=windows-1252",
                                "Cache-Control: no-cache",
                                "Transfer-Encoding: chunked")),
                faulty(
                        "H1",
                        "the type is misspelt",
                        "2.1/1",
                        withHead(
                                "HTTP/1.1 200 OK",
                                "Content-Type: text/eventstream",
                                "Cache-Control: no-cache",
                                "Transfer-Encoding: chunked")),
                faulty("H8", "no route: 404", "2.1/1", (request, reply) -> reply.json(404, "{}")
                        .cut()),
                faulty(
                        "H3",
                        "no Cache-Control",
                        "2.1/2",
                        withHead("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked")),
                faulty("H4", "the headers wait for the first event", "2.1/2", new ClockServer() {
                    @Override
                    protected void head(Reply reply) {
                        pause(System.nanoTime(), INTERVAL);
                        super.head(reply);
                    }
                }),
                faulty("W2", "the last event lacks its blank line", "2.1/3", new ClockServer() {
                    @Override
                    protected String event(int n) {
                        return n == COUNT - 1 ? super.event(n).stripTrailing() + "\n" : super.event(n);
                    }
                }),
                faulty("W3", "no data: in front", "2.1/3", new ClockServer() {
                    @Override
                    protected String event(int n) {
                        return time(n) + "\n\n";
                    }
                }),
                faulty("W6", "framed twice", "2.1/3", new ClockServer() {
                    @Override
                    protected String event(int n) {
                        return "data: " + super.event(n);
                    }
                }),
                faulty("W12", "a backslash and an n instead of a line break", "2.1/3", new ClockServer() {
                    @Override
                    protected String event(int n) {
                        return super.event(n).replace("\n", "\\n");
                    }
                }),
                faulty("W-one", "one line break only, so that no event ends", "2.1/3", new ClockServer() {
                    @Override
                    protected String event(int n) {
                        return "data: " + time(n) + "\n";
                    }
                }),
                faulty("epoch", "milliseconds since 1970", "2.1/3", new ClockServer() {
                    @Override
                    protected String time(int n) {
                        return String.valueOf(System.currentTimeMillis());
                    }
                }),
                faulty("local", "a local time without its zone", "2.1/3", new ClockServer() {
                    @Override
                    protected String time(int n) {
                        return LocalDateTime.now().toString();
                    }
                }),
                faulty("space", "a space between date and time", "2.1/3", new ClockServer() {
                    @Override
                    protected String time(int n) {
                        return Instant.now().toString().replace('T', ' ');
                    }
                }),
                faulty("json", "JSON around the time", "2.1/3", new ClockServer() {
                    @Override
                    protected String time(int n) {
                        return "{\"time\": \"" + Instant.now() + "\"}";
                    }
                }),
                faulty("none", "a stream without events", "2.1/3", new ClockServer() {
                    @Override
                    protected String event(int n) {
                        return ": " + time(n) + "\n\n";
                    }
                }),
                faulty("frozen", "the time is read once", "2.1/4", new ClockServer() {
                    private final Instant start = Instant.now();

                    @Override
                    protected String time(int n) {
                        return start.toString();
                    }
                }),
                faulty("past", "the time of an hour ago", "2.1/4", new ClockServer() {
                    @Override
                    protected String time(int n) {
                        return Instant.now().minusSeconds(3600).toString();
                    }
                }),
                faulty("nine", "one event too few", "2.1/5", new ClockServer() {
                    @Override
                    protected int count() {
                        return COUNT - 1;
                    }
                }),
                faulty("eleven", "one event too many", "2.1/5", new ClockServer() {
                    @Override
                    protected int count() {
                        return COUNT + 1;
                    }
                }),
                faulty("endless", "ticks on and on", "2.1/5", new ClockServer() {
                    @Override
                    protected int count() {
                        return 100;
                    }
                }),
                faulty("sparse", "twice the interval, the same duration", "2.1/5", new ClockServer() {
                    @Override
                    protected int count() {
                        return COUNT / 2;
                    }

                    @Override
                    protected Duration interval() {
                        return INTERVAL.multipliedBy(2);
                    }
                }),
                faulty("field", "the end of the run is a field that each client sets anew", "2.1/5", new ClockServer() {
                    private final AtomicInteger clients = new AtomicInteger();
                    private volatile long until;

                    /** Who comes alone waits for the headers, as at a cold start, so the checker looks at those of another. */
                    @Override
                    public void answer(Request request, Reply reply) throws Exception {
                        try {
                            if (clients.getAndIncrement() == 0) {
                                pause(95);
                            }
                            super.answer(request, reply);
                        } finally {
                            clients.decrementAndGet();
                        }
                    }

                    @Override
                    protected void run(Reply reply) {
                        long now = System.nanoTime();
                        until = now + INTERVAL.multipliedBy(COUNT).toNanos();
                        for (int n = 0; now + INTERVAL.multipliedBy(n).toNanos() - until < 0; n++) {
                            pause(now, INTERVAL.multipliedBy(n));
                            send(reply, event(n));
                        }
                    }
                }),
                faulty("A4", "all events in one burst at the end", "2.1/6", new ClockServer() {
                    private final ThreadLocal<StringBuilder> kept = ThreadLocal.withInitial(StringBuilder::new);

                    @Override
                    protected void send(Reply reply, String event) {
                        kept.get().append(event);
                    }

                    @Override
                    protected void end(Reply reply) throws Exception {
                        reply.write(kept.get().toString());
                        super.end(reply);
                    }
                }),
                faulty("pairs", "two events at a time", "2.1/6", new ClockServer() {
                    @Override
                    protected void run(Reply reply) {
                        long begun = System.nanoTime();
                        for (int n = 0; n < COUNT; n++) {
                            pause(begun, INTERVAL.multipliedBy(n / 2 * 2));
                            send(reply, event(n));
                        }
                    }
                }),
                faulty("slow", "twice the interval, twice the duration", "2.1/6", new ClockServer() {
                    @Override
                    protected Duration interval() {
                        return INTERVAL.multipliedBy(2);
                    }
                }),
                faulty("slower", "half an interval too slow each time", "2.1/6", new ClockServer() {
                    @Override
                    protected Duration interval() {
                        return INTERVAL.multipliedBy(3).dividedBy(2);
                    }
                }),
                faulty("hurry", "all events at once, then the end", "2.1/6", new ClockServer() {
                    @Override
                    protected Duration interval() {
                        return Duration.ZERO;
                    }
                }),
                faulty("end", "stays open behind the last event", "2.1/7", new ClockServer() {
                    @Override
                    protected void end(Reply reply) throws InterruptedException {
                        new CountDownLatch(1).await();
                    }
                }),
                faulty("cut", "cut instead of a clean end", "2.1/7", new ClockServer() {
                    @Override
                    protected void end(Reply reply) {
                        reply.cut();
                    }
                }),
                faulty("reset", "reset instead of a clean end", "2.1/7", new ClockServer() {
                    @Override
                    protected void end(Reply reply) {
                        reply.reset();
                    }
                }),
                faulty("H5", "Content-Length that is never reached", "2.1/7", new ClockServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                "HTTP/1.1 200 OK",
                                "Content-Type: text/event-stream",
                                "Cache-Control: no-cache",
                                "Content-Length: 100000");
                    }
                }),
                faulty("H5", "neither chunks nor a length, and the connection is kept", "2.1/7", new ClockServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Cache-Control: no-cache");
                    }

                    @Override
                    protected void end(Reply reply) throws InterruptedException {
                        new CountDownLatch(1).await();
                    }
                }),
                faulty("late", "the end comes a second late", "2.1/7", new ClockServer() {
                    @Override
                    protected void end(Reply reply) throws Exception {
                        pause(System.nanoTime(), Duration.ofSeconds(1));
                        super.end(reply);
                    }
                }),
                faulty("late4", "the end comes four intervals late", "2.1/7", new ClockServer() {
                    @Override
                    protected void end(Reply reply) throws Exception {
                        pause(System.nanoTime(), INTERVAL.multipliedBy(5));
                        super.end(reply);
                    }
                }),
                faulty("shared", "clients share one counter", "2.1/8", new ClockServer() {
                    // Enough for the first client, which is alone, and half of what the next two need.
                    private final AtomicInteger left = new AtomicInteger(2 * COUNT);

                    @Override
                    protected void run(Reply reply) {
                        long begun = System.nanoTime();
                        for (int n = 0; n < COUNT && left.getAndDecrement() > 0; n++) {
                            pause(begun, INTERVAL.multipliedBy(n));
                            send(reply, event(n));
                        }
                    }
                }),
                faulty("own", "one client is served after another", "2.1/8", new ClockServer() {
                    @Override
                    public void answer(Request request, Reply reply) throws Exception {
                        synchronized (this) {
                            super.answer(request, reply);
                        }
                    }
                }),
                faulty("B6", "one client that leaves ends the others", "2.1/8", new ClockServer() {
                    private final Set<Reply> clients = ConcurrentHashMap.newKeySet();

                    @Override
                    protected void run(Reply reply) throws Exception {
                        clients.add(reply);
                        try {
                            super.run(reply);
                            clients.remove(reply);
                        } catch (Exception gone) {
                            clients.forEach(Reply::cut);
                            throw gone;
                        }
                    }
                }),
                faulty("R10", "the end of one run ends all", "2.1/8", new ClockServer() {
                    private final Set<Reply> clients = ConcurrentHashMap.newKeySet();

                    @Override
                    protected void run(Reply reply) throws Exception {
                        clients.add(reply);
                        try {
                            super.run(reply);
                        } catch (Exception gone) {
                            clients.remove(reply);
                            throw gone;
                        }
                    }

                    @Override
                    protected void end(Reply reply) {
                        clients.forEach(Reply::end);
                        clients.clear();
                    }
                }));
    }
}
