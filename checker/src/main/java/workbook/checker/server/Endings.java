package workbook.checker.server;

import java.util.Collection;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Runs one ending after another, even when one throws. What was thrown first is thrown again behind the last ending, with
 * what was thrown later as suppressed.
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

    /** Empties the queue, so that a second call ends nothing twice. */
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

    /** Throws what was thrown first; returns if nothing was thrown. */
    public void rethrow() {
        switch (thrown) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException(thrown);
        }
    }
}
