package workbook.checker.faulty.task3_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.ReplayServer;
import workbook.checker.scripted.Request;

/** Faulty servers of task 3.1 whose sin shows itself only in a sequence of steps that no other check happens to take. */
final class SequenceFaults {

    private static final String KILLS = "3.1/14";

    private SequenceFaults() {}

    static List<Variant> all() {
        return List.of(
                alone("nobody", "messages are kept only while somebody listens", onlyWhileSomebodyListens()),
                alone("fifty", "a replay sends at most 50 of what was missed", atMost(50)),
                alone("hundred", "a replay sends at most 100 of what was missed", atMost(100)),
                alone("age", "after a second without a request all messages are forgotten", forgetful()),
                alone("same", "a message equal to the one before is dropped", withoutRepetitions()),
                alone("CR", "a carriage return in a message does not end the line", new ReplayServer() {
                    @Override
                    protected String data(String text) {
                        return "data: " + String.join("\ndata: ", text.split("\n", -1)) + "\n";
                    }
                }));
    }

    private static Variant alone(String fault, String name, Handler handler) {
        return faulty(fault, name, KILLS, new Standalone.Alone(handler));
    }

    private static ReplayServer onlyWhileSomebodyListens() {
        return new ReplayServer() {
            private final AtomicInteger listeners = new AtomicInteger();

            @Override
            protected void stream(long from, Reply reply) throws Exception {
                listeners.incrementAndGet();
                reply.whenLeft(listeners::decrementAndGet);
                super.stream(from, reply);
            }

            @Override
            protected void evict() {
                super.evict();
                if (listeners.get() == 0) {
                    buffer.clear();
                }
            }

            @Override
            protected boolean missed(long place, List<Message> messages) {
                return place < 0 || buffer.size() >= capacity() && super.missed(place, messages);
            }
        };
    }

    private static ReplayServer atMost(int most) {
        return new ReplayServer() {
            @Override
            protected void stream(long from, Reply reply) throws Exception {
                List<Message> missed = from < 0 ? List.of() : waiting(from);
                boolean told = !missed.isEmpty() && missed(from, missed);
                if (told || missed.size() <= most) {
                    super.stream(from, reply);
                    return;
                }
                missed.subList(0, most).forEach(message -> send(reply, message));
                super.stream(missed.getLast().number(), reply);
            }

            private List<Message> waiting(long from) {
                lock.lock();
                try {
                    return buffer.stream()
                            .filter(message -> message.number() > from)
                            .toList();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private static ReplayServer forgetful() {
        return new ReplayServer() {
            private long last = System.nanoTime();

            @Override
            public void answer(Request request, Reply reply) throws Exception {
                lock.lock();
                try {
                    long now = System.nanoTime();
                    if (now - last > TimeUnit.SECONDS.toNanos(1)) {
                        buffer.clear();
                    }
                    last = now;
                } finally {
                    lock.unlock();
                }
                super.answer(request, reply);
            }

            @Override
            protected boolean missed(long place, List<Message> messages) {
                return place < 0 || buffer.size() >= capacity() && super.missed(place, messages);
            }
        };
    }

    private static ReplayServer withoutRepetitions() {
        return new ReplayServer() {
            private String last = "";

            @Override
            protected String publish(String text) throws Exception {
                lock.lock();
                try {
                    boolean same = text.equals(last);
                    last = text;
                    return same ? id(newest) : super.publish(text);
                } finally {
                    lock.unlock();
                }
            }
        };
    }
}
