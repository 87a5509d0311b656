package workbook;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A question, and whether the model has been asked it. */
final class Question {

    private final String text;
    private final long put = System.nanoTime();
    private final AtomicBoolean asked = new AtomicBoolean();

    Question(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - put > age.toNanos();
    }

    /** Returns true to the first caller and false to all others, however many come at once. */
    boolean claim() {
        return asked.compareAndSet(false, true);
    }
}
