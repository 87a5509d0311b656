package workbook.checker.faulty.task3_3;

import static workbook.checker.faulty.Variant.faulty;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 3.3. */
final class BroadcastFaults {

    private BroadcastFaults() {}

    static List<Variant> all() {
        return Stream.of(stream(), delivery(), order(), leaving(), stalling(), places())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Variant> stream() {
        return List.of(
                faulty("H1", "the content type is text/plain", "3.3/1", new BroadcastServer() {
                    @Override
                    void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/plain", "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H4", "headers come with the first message", "3.3/1", new BroadcastServer() {
                    @Override
                    void stream(Client client) throws Exception {
                        String first = client.queue().take();
                        client.reply().eventStream();
                        write(client, first);
                        super.stream(client);
                    }

                    @Override
                    void head(Reply reply) {}
                }),
                faulty("H4", "headers come with the first heartbeat", "3.3/1", new BroadcastServer() {
                    @Override
                    void stream(Client client) throws Exception {
                        String first = next(client);
                        client.reply().eventStream();
                        write(client, first);
                        super.stream(client);
                    }

                    @Override
                    void head(Reply reply) {}
                }),
                faulty("H3", "no Cache-Control", "3.3/2", new BroadcastServer() {
                    @Override
                    void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("B8", "the handler returns after the first message", "3.3/4", new BroadcastServer() {
                    @Override
                    void stream(Client client) throws Exception {
                        write(client, client.queue().take());
                        client.reply().end();
                    }
                }));
    }

    private static List<Variant> delivery() {
        return List.of(
                faulty("own", "a message is answered with 200", "3.3/3", new BroadcastServer() {
                    @Override
                    void accept(Reply reply) {
                        reply.json(200, "{}").cut();
                    }
                }),
                faulty("W11", "bytes that are no text are answered with 500", "3.3/3", new BroadcastServer() {
                    @Override
                    void post(byte[] body, Reply reply) throws Exception {
                        String text = new String(body, StandardCharsets.UTF_8);
                        if (text.contains("\uFFFD")) {
                            reply.json(500, "{}").cut();
                        } else {
                            post(text, reply);
                        }
                    }
                }),
                faulty("equal", "a text equal to the one before is left out", "3.3/4", new BroadcastServer() {
                    private String before = "";

                    @Override
                    synchronized void publish(String message) throws Exception {
                        if (!message.equals(before)) {
                            super.publish(message);
                        }
                        before = message;
                    }
                }),
                faulty("W1", "a line break in a message", "3.3/3", new BroadcastServer() {
                    @Override
                    String block(String message) {
                        return "data: " + message + "\n\n";
                    }
                }),
                faulty("W11", "messages are sent as Latin-1", "3.3/3", new BroadcastServer() {
                    @Override
                    void write(Client client, String block) {
                        client.reply().write(block.getBytes(StandardCharsets.ISO_8859_1));
                    }
                }),
                faulty("own", "nothing is flushed until the next message", "3.3/3", new BroadcastServer() {
                    @Override
                    void stream(Client client) throws Exception {
                        String held = "";
                        while (true) {
                            String next = client.queue().take();
                            if (!held.isEmpty()) {
                                write(client, held);
                            }
                            held = next;
                        }
                    }
                }),
                faulty("R10", "one queue for all clients", "3.3/5", new BroadcastServer() {
                    private final BlockingQueue<String> shared = new LinkedBlockingQueue<>();

                    @Override
                    BlockingQueue<String> newQueue() {
                        return shared;
                    }

                    @Override
                    void publish(String message) {
                        shared.add(block(message));
                    }
                }),
                faulty("own", "clients beyond the twentieth are left out", "3.3/5", new BroadcastServer() {
                    @Override
                    void deliver(Client client, String block) throws Exception {
                        if (clients.indexOf(client) < 20) {
                            super.deliver(client, block);
                        }
                    }
                }),
                faulty("own", "each client is registered twice", "3.3/5", new BroadcastServer() {
                    @Override
                    void deliver(Client client, String block) throws Exception {
                        super.deliver(client, block);
                        super.deliver(client, block);
                    }
                }));
    }

    private static List<Variant> order() {
        return List.of(
                faulty(
                        "own",
                        "publishers go through the clients without a lock",
                        "3.3/6",
                        new FaultyBroadcasts.Unordered()),
                faulty(
                        "W9",
                        "publishers write into one stream at the same time",
                        "3.3/6",
                        new FaultyBroadcasts.Interleaved()),
                faulty("own", "a client that keeps up is dropped in a busy moment", "3.3/6", new BroadcastServer() {
                    private final AtomicInteger posting = new AtomicInteger();
                    private final AtomicBoolean dropped = new AtomicBoolean();

                    @Override
                    void publish(String message) throws Exception {
                        boolean busy = posting.incrementAndGet() > 3;
                        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                        super.publish(message);
                        if (busy && dropped.compareAndSet(false, true)) {
                            drop(clients.getLast());
                        }
                        posting.decrementAndGet();
                    }
                }));
    }

    private static List<Variant> leaving() {
        return List.of(
                faulty("own", "GET /clients is not there", "3.3/7", new BroadcastServer() {
                    @Override
                    void count(Reply reply) {
                        reply.json(404, "{}").cut();
                    }
                }),
                faulty("own", "the count is a string", "3.3/7", new BroadcastServer() {
                    @Override
                    void count(Reply reply) {
                        reply.json(200, "{\"connected\": \"" + connected() + "\"}")
                                .cut();
                    }
                }),
                faulty("B6", "one dead client ends the loop over the others", "3.3/8", new FaultyBroadcasts.Brittle()),
                faulty("B1", "no heartbeat, so gone clients stay registered", "3.3/9", new BroadcastServer() {
                    @Override
                    String next(Client client) throws Exception {
                        return client.queue().take();
                    }
                }),
                faulty("B1", "a failed write leaves the client registered", "3.3/9", new BroadcastServer() {
                    @Override
                    void leave(Client client) {}
                }),
                faulty("own", "heartbeats are four times too rare", "3.3/9", new BroadcastServer() {
                    @Override
                    String next(Client client) throws Exception {
                        String block =
                                client.queue().poll(heartbeat.multipliedBy(4).toNanos(), TimeUnit.NANOSECONDS);
                        return block == null ? ":\n\n" : block;
                    }
                }));
    }

    private static List<Variant> stalling() {
        return List.of(
                faulty("B3", "one thread writes to all clients", "3.3/10", new BroadcastServer() {
                    @Override
                    void deliver(Client client, String block) {
                        try {
                            client.reply().write(block);
                        } catch (RuntimeException gone) {
                            leave(client);
                        }
                    }
                }),
                faulty("own", "the publisher waits three seconds for room in a queue", "3.3/10", new BroadcastServer() {
                    @Override
                    void deliver(Client client, String block) throws Exception {
                        if (!client.queue().offer(block, 3, TimeUnit.SECONDS)) {
                            drop(client);
                        }
                    }
                }),
                faulty("own", "the queue is measured in bytes, before the write", "3.3/10", new BroadcastServer() {
                    @Override
                    void deliver(Client client, String block) throws Exception {
                        if (block.length() > queue * 1024) {
                            drop(client);
                        } else {
                            super.deliver(client, block);
                        }
                    }
                }),
                faulty("413", "messages over 32 KB are refused", "3.3/10", new BroadcastServer() {
                    @Override
                    void post(byte[] body, Reply reply) throws Exception {
                        if (body.length > 32 << 10) {
                            reply.json(413, "{\"error\": \"too long\"}").cut();
                        } else {
                            super.post(body, reply);
                        }
                    }
                }),
                faulty("B5", "a client that is dropped is still counted", "3.3/11", new BroadcastServer() {
                    private final AtomicInteger dropped = new AtomicInteger();

                    @Override
                    void drop(Client client) {
                        dropped.incrementAndGet();
                        super.drop(client);
                    }

                    @Override
                    int connected() {
                        return super.connected() + dropped.get();
                    }
                }),
                faulty("B4", "the queue has no bound", "3.3/11", new BroadcastServer() {
                    @Override
                    BlockingQueue<String> newQueue() {
                        return new LinkedBlockingQueue<>();
                    }
                }),
                faulty("B5", "what does not fit into the queue is thrown away", "3.3/11", new BroadcastServer() {
                    @Override
                    void drop(Client client) {}
                }),
                faulty("B5", "the oldest message makes room for the newest", "3.3/11", new BroadcastServer() {
                    @Override
                    void deliver(Client client, String block) {
                        while (!client.queue().offer(block)) {
                            client.queue().poll();
                        }
                    }
                }));
    }

    private static List<Variant> places() {
        return List.of(
                faulty("B10", "no limit to the clients", "3.3/12", new BroadcastServer() {
                    @Override
                    boolean join(Client client) {
                        return join(client, Integer.MAX_VALUE);
                    }
                }),
                faulty("own", "looking for a place and taking it are two steps", "3.3/12", new BroadcastServer() {
                    @Override
                    boolean join(Client client) {
                        boolean free = connected() < places;
                        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                        return free && join(client, Integer.MAX_VALUE);
                    }
                }),
                faulty("B10", "the oldest client is put out to make room", "3.3/12", new BroadcastServer() {
                    @Override
                    boolean join(Client client) {
                        lock.lock();
                        try {
                            if (clients.size() >= places) {
                                drop(clients.getFirst());
                            }
                            return clients.add(client);
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                refusal("own", "429 instead of 503", "HTTP/1.1 429 Too Many Requests", "Retry-After: 3"),
                refusal("own", "503 without Retry-After", "HTTP/1.1 503 Service Unavailable", "X-Places: 0"),
                refusal(
                        "own",
                        "Retry-After is a date",
                        "HTTP/1.1 503 Service Unavailable",
                        "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT"),
                faulty("own", "a place is never given back", "3.3/13", new FaultyBroadcasts.Tickets(0)),
                faulty("own", "a place is given back twice", "3.3/13", new FaultyBroadcasts.Tickets(2)));
    }

    private static Variant refusal(String fault, String name, String status, String header) {
        return faulty(fault, name, "3.3/12", new BroadcastServer() {
            @Override
            void refuse(Reply reply) {
                reply.head(status, header, "Content-Length: 0").cut();
            }
        });
    }
}
