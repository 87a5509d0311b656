package workbook.checker.faulty.task6_1;

import static workbook.checker.faulty.Variant.faulty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import workbook.checker.faulty.Variant;
import workbook.checker.redis.RedisClient;

/** Faulty nodes of task 6.1 that do not see that the log has another past. */
final class PastFaults {

    /** The two numbers of an entry, as they are compared. */
    private static final Comparator<String> BY_ENTRY = Comparator.comparing(
                    (String entry) -> Long.parseLong(entry.split("-")[0]))
            .thenComparing(entry -> Long.parseLong(entry.split("-")[1]));

    private PastFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("silent", "an emptied log is read on behind the last id", "6.1/9", new SharedLogServer() {
                    @Override
                    void round(RedisClient log) throws IOException {
                        List<Message> read = new ArrayList<>();
                        if (last != null) {
                            read.add(last);
                        }
                        read.addAll(read(log, last == null ? "-" : "(" + last.entry()));
                        round(log, read);
                    }
                }),
                faulty(
                        "ended",
                        "the reader of the log ends when an answer has no entry",
                        "6.1/9",
                        new SharedLogServer() {
                            @Override
                            boolean isSame(Message known, List<Message> read) {
                                Message first = read.getFirst();
                                return super.isSame(known, List.of(first));
                            }
                        }),
                faulty("order", "an id is known when it lies between two of the log", "6.1/9", new SharedLogServer() {
                    @Override
                    long number(String id) {
                        lock.lock();
                        try {
                            return entry(id)
                                    .filter(entry -> !isOld(entry, this) && !isNew(entry))
                                    .map(this::newestUpTo)
                                    .orElse(-1L);
                        } finally {
                            lock.unlock();
                        }
                    }

                    private boolean isNew(String entry) {
                        return copy.isEmpty()
                                || BY_ENTRY.compare(entry, copy.getLast().entry()) > 0;
                    }

                    private long newestUpTo(String entry) {
                        return copy.stream()
                                .filter(message -> BY_ENTRY.compare(message.entry(), entry) <= 0)
                                .mapToLong(Message::number)
                                .max()
                                .orElse(-1);
                    }
                }),
                faulty(
                        "behind",
                        "an unknown id gets what comes behind it, without a word",
                        "6.1/9",
                        new SharedLogServer() {
                            @Override
                            long number(String id) {
                                lock.lock();
                                try {
                                    return entry(id)
                                            .filter(entry -> isOld(entry, this))
                                            .map(entry -> copy.getFirst().number() - 1)
                                            .orElseGet(() -> super.number(id));
                                } finally {
                                    lock.unlock();
                                }
                            }
                        }),
                faulty("no id", "an id that cannot be read counts as none", "6.1/9", new SharedLogServer() {
                    @Override
                    long number(String id) {
                        return entry(id).isEmpty() ? newest() : super.number(id);
                    }
                }),
                faulty("minus", "a number below all others asks for everything", "6.1/9", new SharedLogServer() {
                    @Override
                    long number(String id) {
                        return id.startsWith("-") ? beforeAll() : super.number(id);
                    }
                }),
                faulty("prefix", "what stands behind an id is not looked at", "6.1/9", new SharedLogServer() {
                    @Override
                    long number(String id) {
                        return super.number(id.replaceFirst("[^0-9]+$", ""));
                    }
                }),
                faulty("null", "the oldest id of a reset is always null", "6.1/9", new SharedLogServer() {
                    @Override
                    String reset(List<Message> messages) {
                        return super.reset(List.of());
                    }
                }),
                faulty("id", "a reset has an id", "6.1/9", new SharedLogServer() {
                    @Override
                    String reset(List<Message> messages) {
                        return "id: reset\n" + super.reset(messages);
                    }
                }),
                faulty("anew", "ids are counted in the log, and begin anew with it", "6.1/9", new SharedLogServer() {
                    @Override
                    String tag() throws IOException {
                        return String.valueOf(write("INCR", key() + ":count"));
                    }

                    @Override
                    String id(String entry, String tag) {
                        return tag;
                    }
                }),
                faulty("trimmed", "an id of this log is known, whatever was dropped behind it", "6.1/9", trimmed()));
    }

    /** The tag names the log, and whatever has it is said to be known. */
    private static SharedLogServer trimmed() {
        return new SharedLogServer() {
            @Override
            String tag() throws IOException {
                String fresh = super.tag();
                write("SETNX", key() + ":log", fresh);
                return (String) write("GET", key() + ":log");
            }

            @Override
            long number(String id) {
                lock.lock();
                try {
                    return entry(id)
                            .filter(entry -> isOld(entry, this))
                            .filter(entry -> id.endsWith(copy.getFirst().tag()))
                            .map(entry -> copy.getFirst().number() - 1)
                            .orElseGet(() -> super.number(id));
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private static boolean isOld(String entry, SharedLogServer server) {
        return !server.copy.isEmpty()
                && BY_ENTRY.compare(entry, server.copy.getFirst().entry()) < 0;
    }
}
