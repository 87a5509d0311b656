package workbook.checker.faulty.task5_1;

import static workbook.checker.faulty.Variant.faulty;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Spelling;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.scripted.Request;

/** Faulty servers of task 5.1: how they end, and what the next one makes of it. */
final class ProductionFaults {

    private ProductionFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("R2", "Last-Event-ID is not read", "5.1/1", new ProductionServer() {
                    @Override
                    protected long place(String lastId) {
                        return newest;
                    }
                }),
                faulty("case", "the name of the header is taken as it is written", "5.1/1", new ProductionServer() {
                    @Override
                    public void answer(Request request, Reply reply) throws Exception {
                        super.answer(Spelling.only("Last-Event-ID", request), reply);
                    }
                }),
                faulty("once", "one heartbeat, and then no more", "5.1/2", new ProductionServer() {
                    private final Set<Thread> streams = ConcurrentHashMap.newKeySet();

                    @Override
                    String heartbeat() {
                        return streams.add(Thread.currentThread()) ? super.heartbeat() : "";
                    }
                }),
                faulty("K1", "no heartbeat", "5.1/2", new ProductionServer() {
                    @Override
                    String heartbeat() {
                        return "";
                    }
                }),
                alone("no bye", "a bye that never comes", "5.1/3", new ProductionServer() {
                    @Override
                    String bye() {
                        return "";
                    }
                }),
                alone("no retry", "the retry stands in a block of its own", "5.1/3", new ProductionServer() {
                    @Override
                    String bye() {
                        return "retry: 150\n\nevent: bye\ndata: back soon\n\n";
                    }
                }),
                alone("X7", "a bye, and then the line is cut", "5.1/3", new ProductionServer() {
                    @Override
                    protected void end(Reply reply) {
                        reply.write(bye());
                        reply.cut();
                    }
                }),
                alone("R10", "one bye for all streams", "5.1/3", new ProductionServer() {
                    private final AtomicBoolean said = new AtomicBoolean();

                    @Override
                    String bye() {
                        return said.getAndSet(true) ? "" : super.bye();
                    }
                }),
                faulty(
                        "late",
                        "the server ends before the streams",
                        "5.1/3",
                        new EditedSolution(
                                "return Weighted.DEFAULT_WEIGHT + 1;", "return Weighted.DEFAULT_WEIGHT - 1;")),
                faulty(
                        "herd",
                        "one retry for all clients",
                        "5.1/3",
                        new EditedSolution(
                                "ThreadLocalRandom.current().nextLong(retry.toMillis(), 2 * retry.toMillis() + 1)",
                                "retry.toMillis()",
                                Set.of(3))),
                faulty(
                        "deaf",
                        "a message is taken when the log is closed",
                        "5.1/4",
                        new EditedSolution(
                                """
                                            if (closed) {
                                                return Optional.empty();
                                            }
                                """,
                                "",
                                Set.of(4))),
                faulty(
                        "open door",
                        "a stream is opened when the log is closed",
                        "5.1/6",
                        new EditedSolution(
                                """
                                        if (log.isClosed()) {
                                            stopping(res);
                                            return;
                                        }
                                """,
                                "",
                                Set.of(6))),
                alone("asleep", "who waits is not woken when the log is closed", "5.1/3", new ProductionServer() {
                    @Override
                    void close() {
                        closed = true;
                    }
                }),
                alone("one by one", "of those who wait one is woken", "5.1/3", new ProductionServer() {
                    @Override
                    void close() {
                        lock.lock();
                        try {
                            closed = true;
                            published.signal();
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                alone("untold", "it waits for its streams, and tells them nothing", "5.1/3", new ProductionServer() {
                    @Override
                    void close() {
                        // The log stays open.
                    }
                }),
                alone("cut", "it ends at once, and all streams with it", "5.1/3", new ProductionServer() {
                    @Override
                    public void shutdown() {
                        Runtime.getRuntime().halt(0);
                    }
                }),
                faulty(
                        "own grace",
                        "the grace period is half a second, whatever the configuration says",
                        "5.1/4",
                        new EditedSolution(
                                """
                                                .config(config.get("server"))
                                """,
                                """
                                                .config(config.get("server"))
                                                .shutdownGracePeriod(java.time.Duration.ofMillis(500))
                                """,
                                Set.of(4))),
                alone("B5", "the bye overtakes what waits", "5.1/4", new ProductionServer() {
                    @Override
                    protected void send(Reply reply, Message message) {
                        if (!closed) {
                            super.send(reply, message);
                        }
                    }
                }),
                faulty(
                        "hasty",
                        "the end comes with the next batch, whatever is behind it",
                        "5.1/4",
                        new EditedSolution("closed && last == newest", "closed", Set.of(4))),
                alone("B9", "waits for a client that takes nothing", "5.1/5", new ProductionServer() {
                    @Override
                    void awaitStreams(Duration limit) {
                        super.awaitStreams(Duration.ofHours(1));
                    }
                }),
                alone("halt", "ends with a code of its own", "5.1/5", new ProductionServer() {
                    @Override
                    public void shutdown() {
                        super.shutdown();
                        Runtime.getRuntime().halt(1);
                    }
                }),
                alone("kill", "kills itself when the streams have ended", "5.1/5", new ProductionServer() {
                    @Override
                    public void shutdown() {
                        super.shutdown();
                        kill(ProcessHandle.current().pid());
                    }
                }),
                alone("open", "goes on listening while it waits", "5.1/6", new ProductionServer() {
                    @Override
                    boolean refuses(Request request) {
                        return closed && request.method().equals("POST");
                    }
                }),
                alone("500", "whoever comes to a closed log is told of an exception", "5.1/6", new ProductionServer() {
                    @Override
                    void refuse(Reply reply) {
                        reply.json(500, "{\"error\": \"IllegalStateException: closed\"}")
                                .cut();
                    }
                }),
                alone("R5", "ids begin anew with each process", "5.1/7", new ProductionServer() {
                    @Override
                    protected String id(long number) {
                        return "m-" + number;
                    }

                    @Override
                    public OptionalLong number(String id) {
                        return super.number(id.replaceFirst("^m-", process));
                    }
                }),
                alone("anew", "the next instance begins anew without a word", "5.1/7", new ProductionServer() {
                    @Override
                    protected boolean missed(long place, List<Message> messages) {
                        return false;
                    }
                }),
                alone("exit", "waits for its own end", "5.1/5", new ProductionServer() {
                    @Override
                    public void shutdown() {
                        super.shutdown();
                        System.exit(0);
                    }
                }),
                alone("forget", "the bye makes a browser forget its last id", "5.1/7", new ProductionServer() {
                    @Override
                    String bye() {
                        return "id\n" + super.bye();
                    }
                }),
                alone("R3", "the next instance brings the last message once more", "5.1/7", new KeepingServer() {
                    @Override
                    protected long place(String lastId) {
                        long place = super.place(lastId);
                        return restored && !lastId.isEmpty() ? Math.max(0, place - 1) : place;
                    }
                }));
    }

    static List<Variant> oddities() {
        return List.of(
                legal("keeps its messages over a restart", new KeepingServer()),
                legal("keeps the grace itself, and has none when its streams have ended", new ProductionServer() {
                    @Override
                    public void shutdown() {
                        super.shutdown();
                        Runtime.getRuntime().halt(143);
                    }
                }),
                legal("closes the connection of whoever comes while it stops", new ProductionServer() {
                    @Override
                    void refuse(Reply reply) {
                        reply.cut();
                    }
                }),
                legal("says much, and ends with 0", new ProductionServer() {
                    @Override
                    String bye() {
                        long pause = ThreadLocalRandom.current().nextLong(90_000, 99_999);
                        return ": so long\n\ndata\ndata: a\ndata: b\nretry: 1\nretry: %d\nevent: bye\n\n: gone\n\n"
                                .formatted(pause);
                    }

                    @Override
                    public void shutdown() {
                        super.shutdown();
                        Runtime.getRuntime().halt(0);
                    }
                }));
    }

    private static void kill(long pid) {
        try {
            new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Variant alone(String fault, String name, String kills, Handler handler) {
        return faulty(fault, name, kills, new Standalone.Alone(handler));
    }

    private static Variant legal(String name, Handler handler) {
        return Variant.legal("5.1", name, new Standalone.Alone(handler));
    }
}
