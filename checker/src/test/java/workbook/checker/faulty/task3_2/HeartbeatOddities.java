package workbook.checker.faulty.task3_2;

import static workbook.checker.faulty.Variant.legal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.HeartbeatServer;

/** Servers of task 3.2 that are odd but right. */
final class HeartbeatOddities {

    private HeartbeatOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("3.2", "nothing odd", new HeartbeatServer()),
                legal("3.2", "one timer that beats on its own clock while events flow", new HeartbeatTimer()),
                legal(
                        "3.2",
                        "no space behind the colon, and no blank line behind the heartbeat",
                        new HeartbeatServer() {
                            @Override
                            protected String comment() {
                                return ":heartbeat\n";
                            }
                        }),
                legal("3.2", "beats at twice the pace", new HeartbeatServer() {
                    @Override
                    protected Duration interval(int silences) {
                        return usual().dividedBy(2);
                    }
                }),
                legal("3.2", "a greeting, more comments and unknown fields", new HeartbeatServer() {
                    @Override
                    protected void head(Reply reply) {
                        super.head(reply);
                        reply.write("retry: 1000\n: heartbeat\n: welcome\n\n");
                    }

                    @Override
                    protected String comment() {
                        return ": tick\n\n: heartbeat\nfoo: bar\n\n:\n\n";
                    }
                }),
                legal("3.2", "CRLF, ids, retry and comments in events", new HeartbeatServer() {
                    @Override
                    protected String comment() {
                        return ": heartbeat\r\n\r\n";
                    }

                    @Override
                    protected String event(String message) {
                        return "id: 7\nretry: 500\n: heartbeat\n"
                                + super.event(message).replace("\n", "\r\n");
                    }
                }),
                legal("3.2", "CR line ends, a byte per write", new HeartbeatServer() {
                    @Override
                    protected void send(Client client, String block) {
                        byte[] bytes = block.replace("\n", "\r").getBytes(StandardCharsets.UTF_8);
                        if (bytes.length > 1000) {
                            client.reply.write(bytes);
                            return;
                        }
                        for (byte one : bytes) {
                            client.reply.write(new byte[] {one});
                        }
                    }
                }),
                legal("3.2", "a stream without chunks, and many comments", new HeartbeatServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                "HTTP/1.1 200 OK",
                                "content-type: Text/Event-Stream;charset=UTF-8",
                                "cache-control: no-store",
                                "Connection: close");
                    }

                    @Override
                    protected void run(Client client) throws Exception {
                        for (int n = 1; ; n++) {
                            String message = client.queue.poll(usual().toMillis() / 10, TimeUnit.MILLISECONDS);
                            String quiet = n % 10 == 0 ? comment() : ": noise\n\n";
                            send(client, message == null ? quiet : event(message));
                        }
                    }
                }),
                legal("3.2", "looks ten times a second whether it is time for a heartbeat", new HeartbeatOfTicks()),
                legal(
                        "3.2",
                        "a timer for each client, which is cancelled",
                        new EditedSolution(
                                """
                                        byte[] next = EventStream.heartbeat();
                                        while (true) {
                                            out.write(next);
                                            out.flush();
                                            byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
                                            waiting.addAndGet(event == null ? 0 : -event.length);
                                            next = event == null ? EventStream.heartbeat() : event;
                                        }
                                """,
                                """
                                        Runnable beat = () -> {
                                            if (queue.isEmpty()) {
                                                queue.offer(EventStream.heartbeat());
                                            }
                                        };
                                        var timer = TIMER.scheduleAtFixedRate(beat, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
                                        try {
                                            while (true) {
                                                byte[] next = queue.take();
                                                waiting.addAndGet(next == EventStream.heartbeat() ? 0 : -next.length);
                                                out.write(next);
                                                out.flush();
                                            }
                                        } finally {
                                            timer.cancel(false);
                                        }
                                    }

                                    private static final java.util.concurrent.ScheduledExecutorService TIMER =
                                            java.util.concurrent.Executors.newSingleThreadScheduledExecutor();

                                    static {
                                """)),
                legal(
                        "3.2",
                        "forgets a client when nothing else knows it",
                        new EditedSolution(
                                        """
                                                    registry.leave(client);
                                        """,
                                        "")
                                .and(
                                        "private final Set<Client> clients = new HashSet<>();",
                                        "private final Set<Client> clients ="
                                                + " java.util.Collections.newSetFromMap(new java.util.WeakHashMap<>());")));
    }

    /** Right when no more than a tenth of a second is asked of it, as the wheel of a timer that serves very many. */
    private static final class HeartbeatOfTicks extends HeartbeatServer implements Standalone.Server {

        private static final Duration TICK = Duration.ofMillis(100);

        @Override
        protected void run(Client client) throws Exception {
            long last = System.nanoTime();
            while (true) {
                String message = client.queue.poll(TICK.toNanos(), TimeUnit.NANOSECONDS);
                boolean due = System.nanoTime() - last >= usual().toNanos();
                if (message != null || due) {
                    send(client, message == null ? comment() : event(message));
                    last = System.nanoTime();
                }
            }
        }
    }
}
