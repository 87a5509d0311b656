package workbook.scaled;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The listeners that no thread is writing to, and the batch that is passed along the line. Every listener in it has at
 * least all messages before that batch. Used only under the lock of the {@link Shard}.
 */
final class Line {

    private final Deque<Listener> listeners = new ArrayDeque<>();
    private Batch batch = Batch.none(0);

    /** How many listeners at the head of the line have not had their turn with this batch. */
    private int due;

    Batch batch() {
        return batch;
    }

    /** Begins with a batch that every listener now in line is to get. */
    void begin(Batch next) {
        batch = next;
        due = listeners.size();
    }

    boolean isDone() {
        return due == 0;
    }

    void add(Listener listener) {
        if (!listener.isGone()) {
            listener.writtenBy(null);
            listeners.addLast(listener);
        }
    }

    /** The next listener that needs something of the batch. One that has left is forgotten when its turn comes. */
    Optional<Listener> poll() {
        while (due > 0) {
            due--;
            Listener listener = listeners.removeFirst();
            if (!listener.isGone() && batch.isFor(listener.next())) {
                return Optional.of(listener);
            }
            add(listener);
        }
        return Optional.empty();
    }
}
