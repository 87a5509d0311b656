package workbook.checker.faulty.task3_3;

import static workbook.checker.faulty.Variant.legal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Servers of task 3.3 that are odd but right. */
final class BroadcastOddities {

    private BroadcastOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("3.3", "nothing odd at all", new BroadcastServer()),
                legal("3.3", "who leaves is noticed at once", new BroadcastServer() {
                    @Override
                    void head(Reply reply) {
                        super.head(reply);
                        reply.whenLeft(() -> leaveBy(reply));
                    }

                    private void leaveBy(Reply reply) {
                        lock.lock();
                        try {
                            clients.removeIf(client -> client.reply() == reply);
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                legal("3.3", "who is dropped is taken out by its own writer", new BroadcastServer() {
                    @Override
                    void drop(Client client) {
                        client.reply().cut();
                    }
                }),
                legal("3.3", "ids, types, retry and comments around each message", new BroadcastServer() {
                    @Override
                    String block(String message) {
                        return ": next\nid: 7\nevent: news\nretry: 1000\nfoo\n" + super.block(message) + "\n\nid\n\n";
                    }
                }),
                legal("3.3", "CR line ends, an event in two writes", new BroadcastServer() {
                    @Override
                    void write(Client client, String block) throws Exception {
                        String odd = block.replace('\n', '\r');
                        int half = odd.length() / 2;
                        super.write(client, odd.substring(0, half));
                        super.write(client, odd.substring(half));
                    }
                }),
                legal("3.3", "accepts first, and one thread publishes later", new BroadcastServer() {
                    private final ExecutorService sequencer = Executors.newSingleThreadExecutor();

                    @Override
                    void post(String message, Reply reply) {
                        sequencer.submit(() -> {
                            publish(message);
                            return null;
                        });
                        accept(reply);
                    }
                }),
                legal("3.3", "everything that waits goes out in one write", new BroadcastServer() {
                    @Override
                    String next(Client client) throws Exception {
                        StringBuilder batch = new StringBuilder(super.next(client));
                        for (String more = client.queue().poll();
                                more != null;
                                more = client.queue().poll()) {
                            batch.append(more);
                        }
                        return batch.toString();
                    }
                }),
                legal("3.3", "heartbeats on a clock of their own, twice as often", new BroadcastServer() {
                    @Override
                    String next(Client client) throws Exception {
                        Duration half = heartbeat.dividedBy(2);
                        String block = client.queue().poll(half.toNanos(), TimeUnit.NANOSECONDS);
                        return block == null ? ": heartbeat\n\n" : block + ": heartbeat\n\n";
                    }
                }),
                legal("3.3", "a client is dropped at half of its queue", new BroadcastServer() {
                    @Override
                    void deliver(Client client, String block) throws Exception {
                        if (client.queue().size() > queue / 2) {
                            drop(client);
                        } else {
                            super.deliver(client, block);
                        }
                    }
                }),
                legal(
                        "3.3",
                        "the solution with one writer a core",
                        new EditedSolution("engine: plain", "engine: scaled")));
    }
}
