package workbook.checker.faulty.task6_1;

import static workbook.checker.faulty.Variant.legal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.faulty.Variant;
import workbook.checker.redis.RedisClient;
import workbook.checker.scripted.Request;

/** Odd nodes of task 6.1 that do what the contract allows. */
final class Oddities {

    /** Milliseconds: longer than the least that a node must wait for its log. */
    private static final int A_WHILE = 250;

    private Oddities() {}

    static List<Variant> all() {
        return List.of(
                legal("6.1", "a node without any framework that polls the log", new SharedLogServer()),
                legal("6.1", "ids with a prefix and much in them", new SharedLogServer() {
                    @Override
                    String id(String entry, String tag) {
                        return "log/" + tag + "/" + entry.replace('-', ':') + "/" + "x".repeat(100);
                    }
                }),
                legal("6.1", "XREAD that blocks, on a connection of its own", new SharedLogServer() {
                    @Override
                    void round(RedisClient log) throws IOException {
                        super.round(log);
                        Message seen = last;
                        log.command("XREAD", "BLOCK", "300", "STREAMS", key(), seen == null ? "0" : seen.entry());
                    }
                }),
                legal("6.1", "a connection for each POST, and heartbeats at twice the pace", new SharedLogServer() {
                    @Override
                    Object write(String... command) throws IOException {
                        try (RedisClient once = connect(LIMIT)) {
                            return once.command(command);
                        }
                    }

                    @Override
                    Duration interval() {
                        return super.interval().dividedBy(2);
                    }
                }),
                legal("6.1", "everybody is told at once that the log is empty", new SharedLogServer() {
                    @Override
                    boolean missed(long place, List<Message> messages) {
                        return super.missed(place, messages) || messages.isEmpty() && isBehind(place);
                    }

                    private boolean isBehind(long place) {
                        lock.lock();
                        try {
                            return last == null && place < newest;
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                legal("6.1", "the node that came first writes for both, as long as it lives", new LedServer() {
                    @Override
                    String withoutLeader(String text, IOException gone) throws IOException {
                        return publishAlone(text);
                    }
                }),
                legal("6.1", "a POST in some is told 503, though the log has its message", new SharedLogServer() {
                    private final AtomicInteger posts = new AtomicInteger();

                    @Override
                    String publish(String text) throws IOException {
                        String id = super.publish(text);
                        if (posts.incrementAndGet() % 25 == 0) {
                            park(A_WHILE);
                            throw new IOException("the log has taken too long to answer");
                        }
                        return id;
                    }
                }),
                legal("6.1", "an empty id gets all that the log has", new SharedLogServer() {
                    private static final String ALL = "all";

                    @Override
                    String lastId(Request request) {
                        return request.header("last-event-id")
                                .map(id -> id.isEmpty() ? ALL : id)
                                .orElse("");
                    }

                    @Override
                    long number(String id) {
                        return id.equals(ALL) ? beforeAll() : super.number(id);
                    }
                }),
                legal("6.1", "a message is three blocks of comments and an event with CR", new SharedLogServer() {
                    @Override
                    String event(Message message) {
                        return ": a\r: b\r\r" + super.event(message).replace("\n", "\r");
                    }
                }));
    }
}
