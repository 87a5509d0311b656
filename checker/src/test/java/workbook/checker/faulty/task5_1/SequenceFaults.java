package workbook.checker.faulty.task5_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 5.1 whose sin shows itself only in a sequence of steps that no other check happens to take. */
final class SequenceFaults {

    private SequenceFaults() {}

    static List<Variant> all() {
        return List.of(alone("same", "a message equal to the one before is dropped", withoutRepetitions()));
    }

    private static Variant alone(String fault, String name, Handler handler) {
        return faulty(fault, name, "5.1/15", new Standalone.Alone(handler));
    }

    private static ProductionServer withoutRepetitions() {
        return new ProductionServer() {
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
