package workbook.checker.faulty.task3_1;

import static workbook.checker.faulty.Variant.legal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongFunction;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.QueueServer;
import workbook.checker.faulty.servers.ReplayServer;

/** Servers of task 3.1 that are odd but right. */
final class ReplayOddities {

    private ReplayOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("3.1", "nothing odd about the replay", new ReplayServer()),
                legal("3.1", "a queue for each client", new QueueServer()),
                alone("everything, in a process of its own", new ReplayServer()),
                legal("3.1", "a byte in each chunk", new ReplayServer() {
                    @Override
                    protected void send(Reply reply, Message message) {
                        byte[] bytes = event(message).getBytes(StandardCharsets.UTF_8);
                        if (bytes.length > 1000) {
                            reply.write(bytes);
                            return;
                        }
                        for (byte one : bytes) {
                            reply.write(new byte[] {one});
                        }
                    }
                }),
                legal("3.1", "ten messages at a time, and a comment between them", new ReplayServer() {
                    @Override
                    protected List<Message> awaitAfter(long place) throws InterruptedException {
                        List<Message> all = super.awaitAfter(place);
                        return all.subList(0, Math.min(10, all.size()));
                    }

                    @Override
                    protected void send(Reply reply, Message message) {
                        super.send(reply, message);
                        if (message.number() % 10 == 0) {
                            reply.write(":\n\n");
                        }
                    }
                }),
                legal("3.1", "random ids", named(n -> UUID.randomUUID().toString())),
                legal("3.1", "ids of many signs", named(n -> "Nr. é-" + n + ": 豆腐 / \"a b\"")),
                legal("3.1", "the retry in the block of the first event", new ReplayServer() {
                    @Override
                    protected String begin(String lastId) {
                        return ": hello\n\n: wait\n";
                    }

                    @Override
                    protected String event(Message message) {
                        return "retry: " + retry() + "\r\nfoo: bar\n" + super.event(message) + ": sent\n\n\n";
                    }

                    @Override
                    protected String reset(List<Message> messages) {
                        return "retry: " + retry() + "\n" + super.reset(messages);
                    }
                }),
                legal("3.1", "the newest id at the begin, without data", new ReplayServer() {
                    @Override
                    protected String begin(String lastId) {
                        boolean known = newest > 0
                                && (lastId.isEmpty() || number(lastId).isPresent());
                        long id = lastId.isEmpty() ? newest : number(lastId).orElse(newest);
                        return (known ? "id: " + id(id) + "\n" : "") + super.begin(lastId);
                    }
                }),
                alone("twice the capacity, cut down to the capacity when full", new ReplayServer() {
                    @Override
                    protected void evict() {
                        if (buffer.size() > 2 * capacity()) {
                            buffer.subList(0, buffer.size() - capacity()).clear();
                        }
                    }
                }),
                alone("a reset for the id just before the oldest", new ReplayServer() {
                    @Override
                    protected long place(String lastId) {
                        long place = super.place(lastId);
                        boolean before =
                                !buffer.isEmpty() && place == buffer.getFirst().number() - 1;
                        return before && !lastId.isEmpty() && place > 0 ? -1 : place;
                    }
                }),
                alone("a reset for the id just before the oldest of one more than the capacity", new ReplayServer() {
                    @Override
                    protected void evict() {
                        while (buffer.size() > capacity() + 1) {
                            buffer.removeFirst();
                        }
                    }

                    @Override
                    protected long place(String lastId) {
                        long place = super.place(lastId);
                        boolean before =
                                !buffer.isEmpty() && place == buffer.getFirst().number() - 1;
                        return before && !lastId.isEmpty() && place > 0 ? -1 : place;
                    }
                }),
                alone("a client that does not keep up is cut", new QueueServer() {
                    @Override
                    protected BlockingQueue<Message> queue() {
                        return new LinkedBlockingQueue<>(20);
                    }

                    @Override
                    protected void offer(BlockingQueue<Message> client, Message message) {
                        if (!client.offer(message)) {
                            replies.get(client).cut();
                        }
                    }
                }),
                alone("a client that does not keep up is reset", new QueueServer() {
                    @Override
                    protected BlockingQueue<Message> queue() {
                        return new LinkedBlockingQueue<>(20);
                    }

                    @Override
                    protected void offer(BlockingQueue<Message> client, Message message) {
                        if (!client.offer(message)) {
                            replies.get(client).reset();
                        }
                    }
                }));
    }

    /** Ids of any form, known by heart. */
    private static ReplayServer named(LongFunction<String> name) {
        return new ReplayServer() {
            private final Map<Long, String> names = new ConcurrentHashMap<>();

            @Override
            protected String id(long number) {
                return names.computeIfAbsent(number, name::apply);
            }

            @Override
            public OptionalLong number(String id) {
                return names.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(id))
                        .mapToLong(Map.Entry::getKey)
                        .findFirst();
            }

            @Override
            protected void accept(Reply reply, String id) {
                super.accept(reply, id.replace("\"", "\\\""));
            }

            @Override
            protected String reset(List<Message> messages) {
                String id = id(messages.getFirst().number());
                return super.reset(messages).replace(id, id.replace("\"", "\\\""));
            }
        };
    }

    private static Variant alone(String name, Handler handler) {
        return legal("3.1", name, new Standalone.Alone(handler));
    }
}
