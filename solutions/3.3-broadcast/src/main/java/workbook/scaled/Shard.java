package workbook.scaled;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A share of the listeners, and the one writer that is on duty for them.
 *
 * <p>The writer goes along the line and writes the same batch to every listener. When a write is stuck, the writer is
 * relieved: another one goes on with the line, and this one stays with its listener, apart from the others, until that
 * has caught up. So a client that does not read costs the others a moment, once. It is dropped for one reason only: the
 * log needs the place of the message that it waits for.
 */
final class Shard {

    private final Log log;
    private final Duration heartbeat;
    private final byte[] comment;
    private final Thread watch;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Line line = new Line();

    /** The listeners with a writer of their own: newcomers and slow ones. */
    private final Set<Listener> apart = new HashSet<>();

    private Thread onDuty;

    /** The listener that the writer on duty is writing to. */
    private Optional<Listener> current = Optional.empty();

    /** Whether the writer on duty waits for something to write. */
    private boolean idle;

    private int size;

    /**
     * @param comment what is written to newcomers, and to all listeners after a silence as long as the heartbeat
     * @param watch the thread to wake when there is a writer to look after
     */
    Shard(Log log, Duration heartbeat, byte[] comment, Thread watch) {
        this.log = log;
        this.heartbeat = heartbeat;
        this.comment = comment;
        this.watch = watch;
    }

    void start() {
        locked(this::hire);
    }

    private void hire() {
        current = Optional.empty();
        onDuty = Thread.ofVirtual().name("broadcast-writer").start(new Writer(this));
    }

    /** The first write to a newcomer, which sends the headers. Whatever is published from now on is kept for it. */
    Optional<Turn> welcome(Listener listener) {
        return answered(() -> {
            size++;
            apart.add(listener);
            listener.writtenBy(Thread.currentThread());
            listener.needs(log.end());
            return Optional.of(new Turn(listener, Batch.comment(listener.next(), comment)));
        });
    }

    /** @return whether no write to the listener is under way, so that its stream can be ended properly */
    boolean leave(Listener listener) {
        return answered(() -> {
            size--;
            return listener.leave();
        });
    }

    /** The first turn of a new writer. */
    Optional<Turn> first() throws InterruptedException {
        lock.lock();
        try {
            return take();
        } finally {
            lock.unlock();
        }
    }

    /** The next turn of the calling thread; none when it is not on duty and its listener has caught up. */
    Optional<Turn> next(Turn done, boolean there) throws InterruptedException {
        lock.lock();
        try {
            Listener listener = done.listener();
            listener.needs(done.batch().end());
            if (!there) {
                listener.drop();
            }
            boolean relieved = Thread.currentThread() != onDuty;
            if (relieved && !listener.isGone() && listener.next() < line.batch().end()) {
                return Optional.of(turn(listener));
            }
            apart.remove(listener);
            line.add(listener);
            return relieved ? Optional.empty() : take();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Turn> take() throws InterruptedException {
        current = line.poll();
        while (current.isEmpty()) {
            line.begin(news());
            current = line.poll();
        }
        current.get().writtenBy(onDuty);
        return current.map(this::turn);
    }

    /** The same bytes for every listener, except for one that joined in the middle of them or was slow. */
    private Turn turn(Listener listener) {
        Batch batch = line.batch();
        long next = listener.next();
        return new Turn(listener, next == batch.from() ? batch : log.batch(next, batch.end()));
    }

    /** Everything published since the last batch, in one piece; after a silence, a heartbeat. */
    private Batch news() throws InterruptedException {
        long end = line.batch().end();
        line.begin(Batch.none(end)); // nobody in line needs the last batch any more
        long patience = heartbeat.toNanos();
        while (log.end() == end && patience > 0) {
            idle = true;
            patience = news.awaitNanos(patience);
            idle = false;
            LockSupport.unpark(watch);
        }
        return log.end() == end ? Batch.comment(end, comment) : log.batch(end, log.end());
    }

    /** Wakes the writer on duty: something has been published. */
    void wake() {
        locked(news::signal);
    }

    /**
     * The oldest message that a listener here still needs. Message {@code going} has to go: a listener that needs it
     * and is stuck loses its connection; one that is not stuck will not need it for long.
     */
    long oldest(long going) {
        return answered(() -> {
            apart.stream()
                    .filter(listener -> listener.next() <= going && listener.isStuck())
                    .forEach(Listener::drop);
            return apart.stream()
                    .filter(listener -> !listener.isGone())
                    .mapToLong(Listener::next)
                    .reduce(line.batch().from(), Math::min);
        });
    }

    /** Puts another writer on duty if the present one is stuck. */
    void relieve() {
        locked(() -> {
            if (current.filter(Listener::isStuck).isPresent()) {
                apart.add(current.get());
                hire();
            }
        });
    }

    /** Whether the writer on duty may get stuck: not while it waits for something to write. */
    boolean isBusy() {
        return answered(() -> !idle);
    }

    int size() {
        return answered(() -> size);
    }

    void close() {
        locked(() -> onDuty.interrupt());
    }

    private void locked(Runnable action) {
        answered(() -> {
            action.run();
            return null;
        });
    }

    private <T> T answered(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }
}
