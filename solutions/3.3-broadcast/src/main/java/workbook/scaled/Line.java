package workbook.scaled;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The listeners that nobody writes to at the moment, and the batch that goes along the line. Everyone in it has all
 * messages before that batch, at least. For who holds the lock of the {@link Shard}.
 */
final class Line {

    private final Deque<Listener> listeners = new ArrayDeque<>();
    private Batch batch = Batch.none(0);

    /** So many at the head of the line have not had their turn with this batch. */
    private int due;

    Batch batch() {
        return batch;
    }

    /** Everyone who stands in line now is to get this. */
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

    /** The next one who needs something of the batch. Who has left is forgotten when it would be its turn. */
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
