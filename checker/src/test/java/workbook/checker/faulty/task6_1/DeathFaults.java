package workbook.checker.faulty.task6_1;

import static workbook.checker.faulty.Variant.faulty;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;
import workbook.checker.redis.RedisClient;

/** Faulty nodes of task 6.1 that need the other node, or what they had in memory when they died. */
final class DeathFaults {

    private DeathFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("young", "a node knows nothing of before its start", "6.1/5", young()),
                faulty("absent", "what came while a node was dead is not in its replay", "6.1/5", absent()),
                faulty("leader", "the node that came first writes for both", "6.1/5", new LedServer() {
                    @Override
                    String withoutLeader(String text, IOException gone) throws IOException {
                        throw gone;
                    }
                }),
                faulty("asks", "an id is asked of the node that gave it", "6.1/5", new MarkingServer() {
                    @Override
                    long number(String id) {
                        return isThere(origin(id)) ? super.number(id) : -1;
                    }

                    private int origin(String id) {
                        return entry(id).isPresent() ? port(id.substring(id.length() - TAG)) : PORT;
                    }

                    private boolean isThere(int port) {
                        try (Socket socket = connect(port)) {
                            return socket.isConnected();
                        } catch (IOException gone) {
                            return false;
                        }
                    }
                }),
                faulty("late", "who comes before the log begins where it ends then", "6.1/5", new SharedLogServer() {
                    @Override
                    void get(String lastId, Reply reply) throws Exception {
                        if (!lastId.isEmpty() || seen() > 0) {
                            super.get(lastId, reply);
                            return;
                        }
                        reply.smallBuffer().eventStream();
                        reply.write(begin());
                        awaitRounds(1, reply);
                        stream(newest(), reply);
                    }
                }),
                faulty("full", "an answer that is full is taken for the whole log", "6.1/5", new SharedLogServer() {
                    @Override
                    boolean isEnd(List<Message> read) {
                        return true;
                    }

                    @Override
                    int poll() {
                        return 15;
                    }
                }),
                faulty("linked", "its streams end with the other node", "6.1/5", linked()));
    }

    private static SharedLogServer young() {
        return new SharedLogServer() {
            private final Set<String> before = new HashSet<>();

            @Override
            void connected(RedisClient log) throws IOException {
                if (last == null && rounds == 0) {
                    for (Message message : readAll(log)) {
                        before.add(id(message.entry(), message.tag()));
                        last = message;
                    }
                    newest = before.size();
                }
                super.connected(log);
            }

            @Override
            long number(String id) {
                return before.contains(id) ? newest() : super.number(id);
            }
        };
    }

    private static SharedLogServer absent() {
        return new SharedLogServer() {
            private final Path file = Path.of("target", "seen-" + PORT);

            @Override
            void connected(RedisClient log) throws IOException {
                if (last == null && rounds == 0) {
                    Set<String> seen = atDeath();
                    for (Message message : readAll(log)) {
                        if (seen.contains(shown(message))) {
                            super.keep(message);
                        }
                        last = message;
                    }
                }
                super.connected(log);
            }

            private Set<String> atDeath() throws IOException {
                return Files.exists(file) ? Set.copyOf(Files.readAllLines(file)) : Set.of();
            }

            @Override
            void keep(Message message) {
                super.keep(message);
                try {
                    Files.createDirectories(file.getParent());
                    Files.writeString(
                            file, shown(message) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static SharedLogServer linked() {
        return new MarkingServer() {
            private final Set<Reply> open = ConcurrentHashMap.newKeySet();
            private final Set<Integer> others = ConcurrentHashMap.newKeySet();

            @Override
            void stream(long from, Reply reply) throws Exception {
                open.add(reply);
                try {
                    super.stream(from, reply);
                } finally {
                    open.remove(reply);
                }
            }

            @Override
            void keep(Message message) {
                super.keep(message);
                int other = port(message.tag());
                if (other != PORT && others.add(other)) {
                    Thread.ofPlatform().daemon().name("link").start(() -> watch(other));
                }
            }

            private void watch(int other) {
                try (Socket socket = connect(other)) {
                    socket.getInputStream().read();
                } catch (IOException gone) {
                    // As good as its end.
                }
                others.remove(other);
                open.forEach(Reply::cut);
            }
        };
    }

    /** Each tag says which node was posted the message. */
    private abstract static class MarkingServer extends SharedLogServer {

        static final int TAG = 9;

        @Override
        String tag() throws IOException {
            return "1%05d%s".formatted(PORT, super.tag().substring(0, 3));
        }

        static int port(String tag) {
            return Integer.parseInt(tag.substring(1, 6));
        }

        static Socket connect(int port) throws IOException {
            return new Socket("127.0.0.1", port);
        }
    }
}
