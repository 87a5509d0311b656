package workbook.checker.faulty.task3_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.QueueServer;
import workbook.checker.faulty.servers.ReplayServer;

/** Faulty servers of task 3.1 that the checker must start with a small buffer, or restart, to see their sin. */
final class ProcessFaults {

    private ProcessFaults() {}

    static List<Variant> all() {
        return List.of(
                alone("endless", "nothing is ever evicted", "3.1/11", new ReplayServer() {
                    @Override
                    protected void evict() {
                        // The buffer grows.
                    }
                }),
                alone("small", "half the capacity", "3.1/11", new ReplayServer() {
                    @Override
                    protected void evict() {
                        while (buffer.size() > capacity() / 2) {
                            buffer.removeFirst();
                        }
                    }
                }),
                alone("R8b", "an evicted id gets what is left without a word", "3.1/11", new ReplayServer() {
                    @Override
                    protected boolean missed(long place, List<Message> messages) {
                        return place < 0;
                    }
                }),
                alone("R8b", "an id that is one message too old is taken for whole", "3.1/11", new ReplayServer() {
                    @Override
                    protected boolean missed(long place, List<Message> messages) {
                        return super.missed(place < 0 ? place : place + 1, messages);
                    }
                }),
                alone("null", "an empty buffer has the oldest id 0", "3.1/11", new ReplayServer() {
                    @Override
                    protected String reset(List<Message> messages) {
                        return super.reset(messages).replace("null", "\"0\"");
                    }
                }),
                alone("B3", "whoever posts writes to every client", "3.1/12", writingWherePosted()),
                alone("B4", "a queue without a bound for each client", "3.1/12", new QueueServer()),
                alone("B5", "a full queue loses messages without a word", "3.1/12", new QueueServer() {
                    @Override
                    protected BlockingQueue<Message> queue() {
                        return new LinkedBlockingQueue<>(20);
                    }

                    @Override
                    protected void offer(BlockingQueue<Message> client, Message message) {
                        client.offer(message);
                    }
                }),
                alone("R5", "ids begin anew with each process", "3.1/13", new ReplayServer() {
                    @Override
                    protected String id(long number) {
                        return "m-" + number;
                    }

                    @Override
                    public OptionalLong number(String id) {
                        return super.number(id.replaceFirst("^m-", process));
                    }
                }));
    }

    private static Variant alone(String fault, String name, String kills, Handler handler) {
        return faulty(fault, name, kills, new Standalone.Alone(handler));
    }

    private static ReplayServer writingWherePosted() {
        return new ReplayServer() {
            private final Queue<Reply> clients = new ConcurrentLinkedQueue<>();

            @Override
            protected String publish(String text) throws Exception {
                lock.lock();
                try {
                    String id = super.publish(text);
                    clients.forEach(client -> sendOrForget(client, buffer.getLast()));
                    return id;
                } finally {
                    lock.unlock();
                }
            }

            private void sendOrForget(Reply client, Message message) {
                try {
                    send(client, message);
                } catch (RuntimeException gone) {
                    clients.remove(client);
                }
            }

            @Override
            protected void stream(long from, Reply reply) throws Exception {
                lock.lock();
                try {
                    List<Message> replay = buffer.stream()
                            .filter(message -> message.number() > from)
                            .toList();
                    reply.write(missed(from, replay) ? reset(replay) : "");
                    replay.forEach(message -> send(reply, message));
                    clients.add(reply);
                } finally {
                    lock.unlock();
                }
                new CountDownLatch(1).await();
            }
        };
    }
}
