package workbook.checker.faulty.task3_2;

import static workbook.checker.faulty.Variant.faulty;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.HeartbeatServer;

/** Faulty servers of task 3.2. */
final class HeartbeatFaults {

    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private HeartbeatFaults() {}

    static List<Variant> all() {
        return Stream.of(opening(), messages(), silence(), comments(), clients(), flood())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Variant> opening() {
        return List.of(
                faulty("H1", "the content type is text/plain", "3.2/1", new HeartbeatServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/plain", CHUNKED)
                                .chunked();
                    }
                }),
                faulty("H3", "no Cache-Control", "3.2/1", new HeartbeatServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", CHUNKED)
                                .chunked();
                    }
                }),
                faulty("H4", "headers come with the first event or heartbeat", "3.2/1", new HeartbeatServer() {
                    @Override
                    protected void events(Client client) throws Exception {
                        clients.add(client);
                        String first = client.queue.poll(usual().toNanos(), TimeUnit.NANOSECONDS);
                        client.reply.eventStream();
                        send(client, first == null ? comment() : event(first));
                        run(client);
                    }
                }));
    }

    private static List<Variant> messages() {
        return List.of(
                faulty("own", "a message is answered with 200", "3.2/2", new HeartbeatServer() {
                    @Override
                    protected void post(String message, Reply reply) throws Exception {
                        publish(message);
                        reply.json(200, "{}").cut();
                    }
                }),
                faulty("own", "a message is answered without an id", "3.2/2", new HeartbeatServer() {
                    @Override
                    protected void post(String message, Reply reply) throws Exception {
                        publish(message);
                        reply.json(201, "{}").cut();
                    }
                }),
                faulty("W11", "bytes that are no text are answered with 500", "3.2/2", new HeartbeatServer() {
                    @Override
                    protected void post(byte[] body, Reply reply) throws Exception {
                        String text = new String(body, StandardCharsets.UTF_8);
                        if (text.contains("\uFFFD")) {
                            reply.json(500, "{}").cut();
                        } else {
                            post(text, reply);
                        }
                    }
                }),
                faulty("W11b", "bytes that are no text are taken", "3.2/2", new HeartbeatServer() {
                    @Override
                    protected void post(byte[] body, Reply reply) throws Exception {
                        post(new String(body, StandardCharsets.UTF_8), reply);
                    }
                }),
                faulty("own", "messages wait for the next heartbeat", "3.2/2", new HeartbeatServer() {
                    @Override
                    protected void run(Client client) throws Exception {
                        while (true) {
                            LockSupport.parkNanos(usual().toNanos());
                            List<String> waiting = new ArrayList<>();
                            client.queue.drainTo(waiting);
                            for (String message : waiting) {
                                send(client, event(message));
                            }
                            send(client, comment());
                        }
                    }
                }),
                faulty("W3", "no data: in front", "3.2/2", new HeartbeatServer() {
                    @Override
                    protected String event(String message) {
                        return message + "\n\n";
                    }
                }),
                faulty("W1", "several lines under one data:", "3.2/3", new HeartbeatServer() {
                    @Override
                    protected String event(String message) {
                        return "data: " + message.replace("\n\n", "\n \n") + "\n\n";
                    }
                }),
                faulty("W11", "Latin-1 instead of UTF-8", "3.2/3", new HeartbeatServer() {
                    @Override
                    protected void send(Client client, String block) {
                        client.reply.write(block.getBytes(StandardCharsets.ISO_8859_1));
                    }
                }),
                faulty("R10", "one client takes a message away from the others", "3.2/3", new HeartbeatServer() {
                    @Override
                    protected synchronized void publish(String message) {
                        clients.getLast().queue.add(message);
                    }
                }),
                faulty("own", "what waits is sent the newest first", "3.2/3", new HeartbeatBatches() {
                    @Override
                    void arrange(Client client, List<String> batch) {
                        Collections.reverse(batch);
                    }
                }),
                faulty("own", "each client has its own order", "3.2/3", new HeartbeatBatches() {
                    @Override
                    void arrange(Client client, List<String> batch) {
                        if (client.number % 2 == 1) {
                            Collections.sort(batch);
                        }
                    }
                }));
    }

    private static List<Variant> silence() {
        return List.of(
                faulty("K1", "no heartbeat", "3.2/4", new HeartbeatServer() {
                    @Override
                    protected Duration interval(int silences) {
                        return Duration.ofHours(1);
                    }
                }),
                faulty("K1b", "a greeting, and no heartbeat after it", "3.2/4", new HeartbeatServer() {
                    @Override
                    protected void head(Reply reply) {
                        super.head(reply);
                        reply.write(": heartbeat\n\n");
                    }

                    @Override
                    protected Duration interval(int silences) {
                        return Duration.ofHours(1);
                    }
                }),
                faulty("K2", "a heartbeat every three intervals", "3.2/4", new HeartbeatServer() {
                    @Override
                    protected Duration interval(int silences) {
                        return usual().multipliedBy(3);
                    }
                }),
                faulty("B7", "the stream is ended when nothing happens", "3.2/4", new HeartbeatServer() {
                    @Override
                    protected String comment(Client client) {
                        client.reply.end();
                        return "";
                    }
                }),
                faulty("own", "a heartbeat every 1.45 intervals", "3.2/5", new HeartbeatServer() {
                    @Override
                    protected Duration interval(int silences) {
                        return usual().multipliedBy(145).dividedBy(100);
                    }
                }),
                faulty("own", "a heartbeat every fifth of an interval", "3.2/5", new HeartbeatServer() {
                    @Override
                    protected Duration interval(int silences) {
                        return usual().dividedBy(5);
                    }
                }),
                waits("a second, whatever the interval says", "queue.poll(1, TimeUnit.SECONDS)"),
                waits("a fifth of a second, whatever the interval says", "queue.poll(200, TimeUnit.MILLISECONDS)"),
                waits(
                        "whole seconds, and at least one",
                        "queue.poll(Math.max(1, interval.toSeconds()), TimeUnit.SECONDS)"),
                faulty("K2", "a flood where the interval is short", "3.2/5", new HeartbeatFlood()));
    }

    private static Variant waits(String name, String poll) {
        return faulty(
                "K2", name, "3.2/5", new EditedSolution("queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS)", poll));
    }

    private static List<Variant> comments() {
        return List.of(
                beat("K3", "the heartbeat is a message", "data: heartbeat\n\n"),
                beat("K3b", "an empty data: in the heartbeat", ": heartbeat\ndata:\n\n"),
                beat("K3c", "the heartbeat is an event of its own type", "event: heartbeat\ndata: {}\n\n"),
                beat("own", "another word", ": ping\n\n"),
                beat("own", "the colon is missing", "heartbeat\n\n"),
                beat("R6", "the heartbeat has an id", "id: 99\n: heartbeat\n\n"),
                beat("own", "the heartbeat has a retry", ": heartbeat\nretry: 1000\n\n"));
    }

    private static Variant beat(String fault, String name, String block) {
        return faulty(fault, name, "3.2/6", new HeartbeatServer() {
            @Override
            protected String comment() {
                return block;
            }
        });
    }

    private static List<Variant> clients() {
        return List.of(
                faulty("own", "only the first client has a heartbeat", "3.2/7", new HeartbeatServer() {
                    @Override
                    protected String comment(Client client) {
                        return client.number == 0 ? comment() : "";
                    }
                }),
                faulty("own", "only the last client has a heartbeat", "3.2/7", new HeartbeatServer() {
                    @Override
                    protected String comment(Client client) {
                        return clients.getLast() == client ? comment() : "";
                    }
                }),
                faulty("own", "no heartbeat after the first message", "3.2/8", new HeartbeatServer() {
                    @Override
                    protected void run(Client client) throws Exception {
                        String first = null;
                        while (first == null) {
                            first = client.queue.poll(usual().toNanos(), TimeUnit.NANOSECONDS);
                            send(client, first == null ? comment() : event(first));
                        }
                        while (true) {
                            send(client, event(client.queue.take()));
                        }
                    }
                }),
                faulty("own", "one heartbeat, and no more", "3.2/9", new HeartbeatServer() {
                    @Override
                    protected Duration interval(int silences) {
                        return silences == 0 ? usual() : Duration.ofHours(1);
                    }
                }),
                faulty("own", "heartbeats that get slower and slower", "3.2/9", new HeartbeatServer() {
                    @Override
                    protected Duration interval(int silences) {
                        return usual().multipliedBy((long) Math.pow(3, silences));
                    }
                }),
                faulty("B7b", "a stream is ended when it is old", "3.2/9", new HeartbeatServer() {
                    @Override
                    protected void events(Client client) throws Exception {
                        Thread.ofVirtual().start(() -> {
                            LockSupport.parkNanos(
                                    usual().multipliedBy(18).dividedBy(10).toNanos());
                            client.reply.cut();
                        });
                        super.events(client);
                    }
                }),
                faulty("B6", "the one timer ends with a client that leaves", "3.2/12", new HeartbeatTimer() {
                    @Override
                    void beat(Client client) {
                        exclusively(() -> client.reply.write(comment()));
                    }
                }),
                faulty("B6b", "one client that leaves ends the others", "3.2/12", new HeartbeatServer() {
                    @Override
                    protected void events(Client client) throws Exception {
                        try {
                            super.events(client);
                        } finally {
                            clients.forEach(other -> other.reply.cut());
                        }
                    }
                }));
    }

    private static List<Variant> flood() {
        return List.of(
                faulty("K5", "a timer writes between the lines of an event", "3.2/10", new HeartbeatTimer() {
                    @Override
                    void deliver(Client client, String block) {
                        block.lines().forEach(line -> super.deliver(client, line + "\n"));
                    }
                }),
                faulty("own", "a message that comes with a heartbeat is lost", "3.2/10", new HeartbeatLosing()),
                faulty(
                        "W9",
                        "timer and handler write without a lock",
                        "3.2/10",
                        new EditedSolution(
                                WRITING,
                                """
                                Thread handler = Thread.currentThread();
                                Thread.ofVirtual().start(() -> {
                                    try {
                                        while (true) {
                                            Thread.sleep(interval);
                                            out.write(EventStream.heartbeat());
                                            out.flush();
                                        }
                                    } catch (IOException | RuntimeException | InterruptedException gone) {
                                        handler.interrupt();
                                    }
                                });
                                out.write(EventStream.heartbeat());
                                out.flush();
                                while (true) {
                                    byte[] event = queue.take();
                                    out.write(event, 0, event.length / 2);
                                    java.util.concurrent.locks.LockSupport.parkNanos(200_000); // as when the line is slow
                                    out.write(event, event.length / 2, event.length - event.length / 2);
                                    out.flush();
                                }
                        """)),
                faulty(
                        "K6",
                        "the loop goes on when the client has gone",
                        "3.2/11",
                        new EditedSolution(
                                WRITING,
                                """
                                byte[] next = EventStream.heartbeat();
                                while (true) {
                                    try {
                                        out.write(next);
                                        out.flush();
                                    } catch (IOException | RuntimeException e) {
                                        // It may come back.
                                    }
                                    byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
                                    next = event == null ? EventStream.heartbeat() : event;
                                }
                        """)),
                faulty(
                        "K6",
                        "the queue of a client that has gone stays",
                        "3.2/11",
                        new EditedSolution(
                                """
                                            registry.leave(client);
                                """,
                                "")),
                faulty(
                        "K6b",
                        "a sink for each client that stays in a list",
                        "3.2/11",
                        new EditedSolution(
                                        """
                                            client.writeTo(out);
                                """,
                                        """
                                            OUTPUTS.add(out);
                                            client.writeTo(out);
                                """)
                                .and(
                                        "    private final Registry registry;\n",
                                        """
                                            private final Registry registry;
                                            private static final java.util.Queue<OutputStream> OUTPUTS =
                                                    new java.util.concurrent.ConcurrentLinkedQueue<>();
                                        """)),
                faulty(
                        "K6b",
                        "a timer for each client that nobody cancels",
                        "3.2/11",
                        new EditedSolution(
                                WRITING,
                                """
                                Runnable beat = () -> {
                                    if (queue.isEmpty()) {
                                        queue.offer(EventStream.heartbeat());
                                    }
                                };
                                TIMER.scheduleAtFixedRate(beat, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
                                while (true) {
                                    out.write(queue.take());
                                    out.flush();
                                }
                            }

                            private static final java.util.concurrent.ScheduledExecutorService TIMER =
                                    java.util.concurrent.Executors.newSingleThreadScheduledExecutor();

                            static {
                        """)));
    }

    /** Of the solution's Client: all that it does with its stream. */
    private static final String WRITING =
            """
                    byte[] next = EventStream.heartbeat();
                    while (true) {
                        out.write(next);
                        out.flush();
                        byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
                        waiting.addAndGet(event == null ? 0 : -event.length);
                        next = event == null ? EventStream.heartbeat() : event;
                    }
            """;

    /** Sends together what comes within a moment. */
    private abstract static class HeartbeatBatches extends HeartbeatServer {

        abstract void arrange(Client client, List<String> batch);

        @Override
        protected void run(Client client) throws Exception {
            while (true) {
                String message = client.queue.poll(usual().toNanos(), TimeUnit.NANOSECONDS);
                if (message == null) {
                    send(client, comment());
                } else {
                    sendAll(client, message);
                }
            }
        }

        private void sendAll(Client client, String first) throws Exception {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            List<String> batch = new ArrayList<>(List.of(first));
            client.queue.drainTo(batch);
            arrange(client, batch);
            for (String message : batch) {
                send(client, event(message));
            }
        }
    }

    /** Hardly waits where the interval is short. It writes much at once, or a busy machine would hold back the flood. */
    private static final class HeartbeatFlood extends HeartbeatServer implements Standalone.Server {

        private static final int AT_ONCE = 40;

        @Override
        protected String comment() {
            return super.comment().repeat(usual().toMillis() < 10 ? AT_ONCE : 1);
        }
    }

    /** Forgets what comes while it makes up its mind to beat. */
    private static final class HeartbeatLosing extends HeartbeatServer implements Standalone.Server {

        @Override
        protected String comment(Client client) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            client.queue.clear();
            return comment();
        }
    }
}
