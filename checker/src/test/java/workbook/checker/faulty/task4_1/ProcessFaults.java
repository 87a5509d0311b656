package workbook.checker.faulty.task4_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 4.1 that the checker must start with a short history, or restart, to see their sin. */
final class ProcessFaults {

    private ProcessFaults() {}

    static List<Variant> all() {
        return List.of(
                alone("endless", "nothing is ever evicted", "4.1/10", new NotificationServer() {
                    @Override
                    protected void evict() {
                        // The history grows.
                    }
                }),
                alone("short", "one too few", "4.1/10", new NotificationServer() {
                    @Override
                    protected int capacity() {
                        return super.capacity() - 1;
                    }
                }),
                alone("shown", "the history shows more than it should", "4.1/10", new NotificationServer() {
                    private final List<Message> all = new ArrayList<>();

                    @Override
                    protected void evict() {
                        all.add(buffer.getLast());
                        super.evict();
                    }

                    @Override
                    String history() {
                        lock.lock();
                        try {
                            return array(all.subList(Math.max(0, all.size() - 2 * capacity()), all.size()));
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                alone("R8b", "an evicted id gets what is left without a word", "4.1/10", new NotificationServer() {
                    @Override
                    protected boolean missed(long place, List<Message> messages) {
                        return place < 0;
                    }
                }),
                alone("R5", "ids begin anew with each process", "4.1/11", new NotificationServer() {
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
}
