package workbook.checker.faulty.task6_1;

import static workbook.checker.faulty.Variant.faulty;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;
import workbook.checker.redis.RedisClient;

/** Faulty nodes of task 6.1 that do not bear it when the log goes away, or comes back. */
final class OutageFaults {

    private OutageFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("ends", "a stream ends when the log is away", "6.1/6", new SharedLogServer() {
                    @Override
                    Batch awaitBehind(long place) throws Exception {
                        Batch batch = super.awaitBehind(place);
                        if (isAway()) {
                            throw new IOException("the log is away");
                        }
                        return batch;
                    }

                    private boolean isAway() {
                        lock.lock();
                        try {
                            return away;
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                faulty("mute", "no heartbeat while the log is away", "6.1/6", new SharedLogServer() {
                    private volatile long answered = System.nanoTime();

                    @Override
                    void round(RedisClient log) throws IOException {
                        super.round(log);
                        answered = System.nanoTime();
                    }

                    @Override
                    void beat(Reply reply) {
                        if (System.nanoTime() - answered < interval().toNanos() / 2) {
                            super.beat(reply);
                        }
                    }
                }),
                faulty(
                        "waits",
                        "no heartbeat until it is known whether the log has an id",
                        "6.1/6",
                        new SharedLogServer() {
                            @Override
                            void awaitRounds(long wanted, Reply reply) throws InterruptedException {
                                lock.lock();
                                try {
                                    while (rounds < wanted) {
                                        looked.await();
                                    }
                                } finally {
                                    lock.unlock();
                                }
                            }
                        }),
                faulty(
                        "knocks",
                        "who comes waits for the log before there are headers",
                        "6.1/6",
                        new SharedLogServer() {
                            @Override
                            void get(String lastId, Reply reply) throws Exception {
                                try (RedisClient once = connect(Duration.ofSeconds(3))) {
                                    once.command("XLEN", key());
                                } catch (IOException away) {
                                    // Then it will do without.
                                }
                                super.get(lastId, reply);
                            }
                        }),
                faulty("500", "an error of the log is an error of the server", "6.1/7", new SharedLogServer() {
                    @Override
                    void refuse(Reply reply) {
                        reply.json(500, "{\"error\": \"IOException\"}").cut();
                    }
                }),
                faulty("no hint", "503 does not say when to come again", "6.1/7", new SharedLogServer() {
                    @Override
                    void refuse(Reply reply) {
                        reply.json(503, "{\"error\": \"the log is away\"}").cut();
                    }
                }),
                faulty("hangs", "a POST waits for the log without a limit", "6.1/7", new SharedLogServer() {
                    @Override
                    Duration limit() {
                        return Duration.ofHours(1);
                    }
                }),
                faulty("promise", "201 before the log has it", "6.1/7", new SharedLogServer() {
                    @Override
                    String publish(String text) throws IOException {
                        String tag = tag();
                        try {
                            add("t", text, "g", tag);
                        } catch (IOException lost) {
                            // It is hoped that the log comes back.
                        }
                        return id("", tag);
                    }

                    @Override
                    String tag() {
                        return UUID.randomUUID().toString();
                    }

                    @Override
                    String id(String entry, String tag) {
                        return tag;
                    }
                }),
                faulty(
                        "for good",
                        "the reader of the log ends with its first exception",
                        "6.1/8",
                        new SharedLogServer() {
                            @Override
                            void failed(IOException why) {
                                super.failed(why);
                                throw new IllegalStateException("the log is away", why);
                            }
                        }),
                faulty("only new", "behind a new connection only what is new is read", "6.1/8", new SharedLogServer() {
                    @Override
                    void connected(RedisClient log) throws IOException {
                        lock.lock();
                        try {
                            List<?> newest = (List<?>) log.command("XREVRANGE", key(), "+", "-", "COUNT", "1");
                            if (last != null && !newest.isEmpty()) {
                                last = message((List<?>) newest.getFirst());
                            }
                        } finally {
                            lock.unlock();
                        }
                        super.connected(log);
                    }
                }),
                faulty(
                        "twice",
                        "behind a new connection the last messages are read again",
                        "6.1/8",
                        new SharedLogServer() {
                            private Message before;

                            @Override
                            void keep(Message message) {
                                before = last;
                                super.keep(message);
                            }

                            @Override
                            void connected(RedisClient log) throws IOException {
                                lock.lock();
                                try {
                                    last = before == null ? last : before;
                                } finally {
                                    lock.unlock();
                                }
                                super.connected(log);
                            }
                        }),
                faulty("alarm", "a reset for each new connection to the log", "6.1/8", new SharedLogServer() {
                    @Override
                    void failed(IOException why) {
                        super.failed(why);
                        lock.lock();
                        try {
                            forget();
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                faulty("old line", "a broken connection is used for ever", "6.1/8", new SharedLogServer() {
                    @Override
                    void broken() {
                        // It may come to itself again.
                    }
                }));
    }
}
