package workbook;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The newest notifications, and the place where readers wait for the next one: the log of 3.1, which also shows all
 * that it holds.
 *
 * <p>Notifications are numbered from 1, and a reader is nothing but the number of the last one that it has. Replay and
 * live are then the same question, "what comes after this number?", asked under one lock, so there is no seam between
 * them that a notification could fall into. A reader that is gone costs nothing here, and one that is slow or stuck
 * holds the batch that it is being sent: the ring goes on without them, and tells them so when they ask again.
 */
final class NotificationLog {

    /** The place of a reader with an unknown id, before everything: such a reader has always missed something. */
    static final long NOWHERE = -1;

    /** The most bytes kept. The history counts notifications, and a bound without bytes is no bound. */
    private static final int ROOM = 16 << 20;

    /** The bytes handed out at once, and one notification more: a stalled reader holds on to these, not to a ring. */
    private static final int BATCH = 64 << 10;

    private static final Pattern ID = Pattern.compile("([0-9a-f]{8})-([1-9][0-9]{0,17})");

    /** A random part of every id, so that an id of an earlier process is not taken for one of ours. */
    private final String process = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final Notification[] ring;
    private long newest; // the number of the newest one, 0 before the first one
    private long oldest = 1; // the number of the oldest one that is kept
    private long bytes; // of all that are kept

    /**
     * What comes next for a reader.
     *
     * @param missed whether notifications that the reader has not seen are gone; those left follow
     * @param notifications empty when none came in time
     * @param place where the reader is once it has them
     */
    record Next(boolean missed, List<Notification> notifications, long place) {}

    /** Refuses a capacity below 1 when the server starts, not when the first notification comes. */
    NotificationLog(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("notifications.history is " + capacity + ", but must be at least 1");
        }
        ring = new Notification[capacity];
    }

    /** Adds a notification and gives it its id. Never waits for a reader. */
    Notification publish(Draft draft) {
        lock.lock();
        try {
            Notification notification = Notification.of(process + "-" + (newest + 1), draft);
            keep(notification);
            published.signalAll();
            return notification;
        } finally {
            lock.unlock();
        }
    }

    /** All that is kept, oldest first, with what {@link #awaitAfter} has handed out, unless it is too old by now. */
    List<Notification> history() {
        lock.lock();
        try {
            return numbered(oldest, newest);
        } finally {
            lock.unlock();
        }
    }

    /** The place of a reader that wants new notifications only. */
    long end() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** The place of a reader that comes back with this id, or {@link #NOWHERE} if none of ours has it. */
    long placeOf(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches() || !parts.group(1).equals(process)) {
            return NOWHERE;
        }
        long number = Long.parseLong(parts.group(2));
        return number <= end() ? number : NOWHERE;
    }

    /** What comes after a place: at once if there is something, else as soon as there is; nothing at the limit. */
    Next awaitAfter(long place, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (place == newest && left > 0) {
                left = published.awaitNanos(left);
            }
            boolean missed = place < oldest - 1;
            long first = missed ? oldest : place + 1;
            long last = lastOfBatch(first);
            return new Next(missed, numbered(first, last), last);
        } finally {
            lock.unlock();
        }
    }

    private void keep(Notification notification) {
        bytes += notification.size();
        while (oldest <= newest && (newest - oldest + 1 == ring.length || bytes > ROOM)) {
            bytes -= ring[slot(oldest)].size();
            ring[slot(oldest++)] = null;
        }
        ring[slot(++newest)] = notification;
    }

    private long lastOfBatch(long first) {
        long next = first;
        for (int size = 0; next <= newest && size < BATCH; next++) {
            size += ring[slot(next)].size();
        }
        return next - 1;
    }

    private List<Notification> numbered(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> ring[slot(number)])
                .toList();
    }

    private int slot(long number) {
        return (int) (number % ring.length);
    }
}
