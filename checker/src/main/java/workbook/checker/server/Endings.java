package workbook.checker.server;

import java.util.Collection;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Ends one thing after another. An ending that throws takes no other's turn: what was thrown first is thrown again behind
 * the last ending, with all that was thrown later as suppressed.
 */
public final class Endings {

    private Throwable thrown;

    public Endings end(Runnable ending) {
        try {
            ending.run();
        } catch (RuntimeException | Error e) {
            keep(e);
        }
        return this;
    }

    public <T> Endings endEach(Collection<T> all, Consumer<? super T> ending) {
        all.forEach(one -> end(() -> ending.accept(one)));
        return this;
    }

    /** Takes them out of the queue, so that nothing is ended again. */
    public <T> Endings drain(Queue<T> queue, Consumer<? super T> ending) {
        for (T next = queue.poll(); next != null; next = queue.poll()) {
            T one = next;
            end(() -> ending.accept(one));
        }
        return this;
    }

    private void keep(Throwable e) {
        if (thrown == null) {
            thrown = e;
        } else if (thrown != e) {
            thrown.addSuppressed(e);
        }
    }

    /** Throws what the first ending threw that threw anything. */
    public void rethrow() {
        switch (thrown) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException(thrown);
        }
    }
}
