package workbook;

import java.util.concurrent.atomic.AtomicBoolean;

/** A question, and whether the model has been asked it. */
final class Question {

    private final String text;
    private final AtomicBoolean asked = new AtomicBoolean();

    Question(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Returns true to the first caller and false to all others, however many come at once. */
    boolean claim() {
        return asked.compareAndSet(false, true);
    }
}
