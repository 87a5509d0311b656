package workbook.checker.faulty.task6_1;

import static workbook.checker.faulty.Variant.faulty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Spelling;
import workbook.checker.faulty.Variant;
import workbook.checker.redis.RedisClient;
import workbook.checker.scripted.Request;

/** Faulty nodes of task 6.1 whose log is there all the time: what they say, to whom, and from where on. */
final class NodeFaults {

    /** Bytes: less than the long messages of the check together. */
    private static final int SCANT = 2 << 20;

    private NodeFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("200", "a message is answered with 200", "6.1/1", new SharedLogServer() {
                    @Override
                    void accept(Reply reply, String id) {
                        reply.json(200, "{\"id\": \"" + id + "\"}").cut();
                    }
                }),
                faulty("hasty", "a broken connection to the log costs a POST at once", "6.1/1", new SharedLogServer() {
                    private final AtomicLong posts = new AtomicLong();

                    @Override
                    String publish(String text) throws IOException {
                        if (posts.incrementAndGet() % 2 == 0) {
                            throw new IOException("the connection was closed meanwhile");
                        }
                        return super.publish(text);
                    }
                }),
                faulty("utf-8", "bytes that are no text are replaced", "6.1/1", new SharedLogServer() {
                    @Override
                    String decode(byte[] body) {
                        return new String(body, StandardCharsets.UTF_8);
                    }
                }),
                faulty(
                        "H4",
                        "the headers wait for the first heartbeat",
                        "6.1/2",
                        new EditedSolution(
                                """
                                                out.write(retry);
                                                out.flush();
                                """,
                                """
                                                out.write(retry);
                                """)),
                faulty("no retry", "the retry time is not sent", "6.1/2", new SharedLogServer() {
                    @Override
                    String begin() {
                        return ": hello\n\n";
                    }
                }),
                faulty("island", "a node keeps its messages for itself", "6.1/3", new SharedLogServer() {
                    @Override
                    String publish(String text) throws IOException {
                        lock.lock();
                        try {
                            keep(new Message(0, System.nanoTime() + "-0", tag(), text));
                            changed.signalAll();
                            return shown(last);
                        } finally {
                            lock.unlock();
                        }
                    }

                    @Override
                    void round(RedisClient log) throws IOException {
                        log.command("PING");
                        lock.lock();
                        try {
                            rounds++;
                            looked.signalAll();
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                faulty("own ids", "each node numbers what it sends", "6.1/3", new SharedLogServer() {
                    private final AtomicLong count = new AtomicLong();
                    private final String process = ProcessHandle.current().pid() + "-";

                    @Override
                    String publish(String text) throws IOException {
                        super.publish(text);
                        return process + count.incrementAndGet();
                    }

                    @Override
                    String shown(Message message) {
                        return process + message.number();
                    }
                }),
                faulty(
                        "own first",
                        "a node sends its own messages at once, and those of the log later",
                        "6.1/3",
                        ownFirst()),
                faulty("pub/sub", "Last-Event-ID is not read", "6.1/4", new SharedLogServer() {
                    @Override
                    long place(String lastId, Reply reply) {
                        return newest();
                    }
                }),
                faulty("seam", "what comes between replay and live is lost", "6.1/4", new SharedLogServer() {
                    @Override
                    long place(String lastId, Reply reply) throws InterruptedException {
                        long place = super.place(lastId, reply);
                        if (place < 0) {
                            return place;
                        }
                        replay(place, reply);
                        park(5);
                        return newest();
                    }

                    private void replay(long place, Reply reply) {
                        lock.lock();
                        try {
                            behind(place).forEach(message -> reply.write(event(message)));
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                faulty("too new", "an id that only the other node has read is taken for unknown", "6.1/4", tooNew()),
                faulty("again", "the replay begins with the id of the header", "6.1/4", new SharedLogServer() {
                    @Override
                    long number(String id) {
                        long number = super.number(id);
                        return number > 0 ? number - 1 : number;
                    }
                }),
                faulty("unread", "nobody reads the log", "6.1/3", new SharedLogServer() {
                    @Override
                    void follow() {
                        lock.lock();
                        try {
                            rounds = Long.MAX_VALUE / 2; // every client is let in at the end of nothing
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                faulty("echo", "each message is read again with the next one", "6.1/3", new SharedLogServer() {
                    @Override
                    void round(RedisClient log, List<Message> from) throws IOException {
                        Message before = last;
                        super.round(log, from);
                        if (before != null && last.number() > before.number()) {
                            lock.lock();
                            try {
                                keep(last);
                                changed.signalAll();
                            } finally {
                                lock.unlock();
                            }
                        }
                    }
                }),
                faulty("many", "a connection to the log for each client", "6.1/10", new SharedLogServer() {
                    @Override
                    void stream(long from, Reply reply) throws Exception {
                        try (RedisClient own = connect(LIMIT)) {
                            own.command("PING");
                            super.stream(from, reply);
                        }
                    }
                }),
                faulty("case", "the name of the header is taken as it is written", "6.1/4", new SharedLogServer() {
                    @Override
                    public void answer(Request request, Reply reply) throws Exception {
                        super.answer(Spelling.only("Last-Event-ID", request), reply);
                    }
                }),
                faulty("empty", "an empty id is one that the log does not have", "6.1/4", new SharedLogServer() {
                    @Override
                    String lastId(Request request) {
                        return request.header("last-event-id")
                                .map(id -> id.isEmpty() ? "none" : id)
                                .orElse("");
                    }
                }),
                faulty("one for all", "whoever reads the log writes to every client", "6.1/11", writingWhereRead()),
                faulty("endless", "nothing is ever dropped from the log", "6.1/12", new SharedLogServer() {
                    @Override
                    List<String> bound() {
                        return List.of();
                    }
                }),
                faulty("fixed", "the capacity of the log is a constant", "6.1/12", new SharedLogServer() {
                    @Override
                    List<String> bound() {
                        return List.of("MAXLEN", "~", "1000");
                    }
                }),
                faulty("scant", "the copy forgets what the log still has", "6.1/12", new SharedLogServer() {
                    @Override
                    void keep(Message message) {
                        super.keep(message);
                        long bytes = copy.stream()
                                .mapToLong(kept -> kept.text().length())
                                .sum();
                        while (bytes > SCANT) {
                            bytes -= copy.removeFirst().text().length();
                        }
                    }
                }),
                faulty("mock", "it knows only the Redis of the checker", "6.1/13", new SharedLogServer() {
                    @Override
                    String add(String... fields) throws IOException {
                        if (!String.valueOf(write("INFO")).contains("Mock")) {
                            throw new IOException("this is another Redis");
                        }
                        return super.add(fields);
                    }
                }));
    }

    /** What this node was posted overtakes what the other one was. */
    private static SharedLogServer ownFirst() {
        return new SharedLogServer() {
            private final Set<String> sent = new HashSet<>();

            @Override
            int poll() {
                return 40;
            }

            @Override
            String publish(String text) throws IOException {
                String tag = tag();
                lock.lock();
                try {
                    String entry = add("t", text, "g", tag);
                    sent.add(entry);
                    copy.add(new Message(++newest, entry, tag, text));
                    changed.signalAll();
                    return id(entry, tag);
                } finally {
                    lock.unlock();
                }
            }

            @Override
            void keep(Message message) {
                if (sent.remove(message.entry())) {
                    last = message;
                } else {
                    super.keep(message);
                }
            }
        };
    }

    private static SharedLogServer tooNew() {
        return new SharedLogServer() {
            @Override
            int poll() {
                return 15;
            }

            @Override
            long place(String lastId, Reply reply) throws InterruptedException {
                awaitRounds(1, reply);
                return number(lastId);
            }
        };
    }

    private static SharedLogServer writingWhereRead() {
        return new SharedLogServer() {
            private final Queue<Reply> clients = new ConcurrentLinkedQueue<>();

            @Override
            void stream(long from, Reply reply) throws Exception {
                lock.lock();
                try {
                    List<Message> replay = behind(from);
                    reply.write(missed(from, replay) ? reset(replay) : "");
                    replay.forEach(message -> reply.write(event(message)));
                    clients.add(reply);
                } finally {
                    lock.unlock();
                }
                CountDownLatch end = new CountDownLatch(1);
                while (!end.await(interval().toMillis(), TimeUnit.MILLISECONDS)) {
                    writeOrForget(reply, ": heartbeat\n\n");
                }
            }

            @Override
            void keep(Message message) {
                super.keep(message);
                clients.forEach(client -> writeOrForget(client, event(last)));
            }

            @Override
            void forget() {
                super.forget();
                clients.forEach(client -> writeOrForget(client, reset(List.of())));
            }

            private void writeOrForget(Reply client, String event) {
                lock.lock();
                try {
                    client.write(event);
                } catch (RuntimeException gone) {
                    clients.remove(client);
                } finally {
                    lock.unlock();
                }
            }
        };
    }
}
