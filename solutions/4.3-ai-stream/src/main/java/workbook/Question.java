package workbook;

import java.util.concurrent.atomic.AtomicBoolean;

/** A question that somebody put, and whether the model was asked already. */
final class Question {

    private final String text;
    private final AtomicBoolean asked = new AtomicBoolean();

    Question(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** True for the first who calls it and nobody else, however many come at once. */
    boolean claim() {
        return asked.compareAndSet(false, true);
    }
}
