package workbook.checker.faulty.task4_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 4.1 whose sin shows itself only in a sequence of steps that no other check happens to take. */
final class SequenceFaults {

    private SequenceFaults() {}

    static List<Variant> all() {
        return List.of(alone("hundred", "a replay sends at most 100 of what was missed", atMost(100)));
    }

    private static Variant alone(String fault, String name, Handler handler) {
        return faulty(fault, name, "4.1/23", new Standalone.Alone(handler));
    }

    private static NotificationServer atMost(int most) {
        return new NotificationServer() {
            @Override
            protected void stream(long from, Reply reply) throws Exception {
                List<Message> missed = from < 0 ? List.of() : waiting(from);
                if (missed.size() <= most || missed(from, missed)) {
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
}
