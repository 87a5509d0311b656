package workbook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest notifications, and the place where readers wait for the next one. It is your {@code MessageLog} of 3.1,
 * which from now on also shows all that it holds.
 *
 * <p>Notifications are numbered from 1. A reader is nothing but the number of the last one that it has: its place.
 */
final class NotificationLog {

    /** The place of a reader with an unknown id, before everything: such a reader has always missed something. */
    static final long NOWHERE = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final Notification[] ring;
    private long newest; // the number of the newest one, 0 before the first one

    /**
     * What comes next for a reader.
     *
     * @param missed whether notifications that the reader has not seen are gone; those left follow
     * @param notifications empty when none came in time
     * @param place where the reader is once it has them
     */
    record Next(boolean missed, List<Notification> notifications, long place) {}

    NotificationLog(int capacity) {
        ring = new Notification[capacity];
    }

    /** Adds a notification and gives it its id. Never waits for a reader. */
    Notification publish(Draft draft) {
        // TODO 10: overwrite the oldest
        // TODO 11: let the id tell this process from the one before
        throw new UnsupportedOperationException("NotificationLog.publish is not written yet");
    }

    /** All notifications that are kept, oldest first. */
    List<Notification> history() {
        // TODO 9: the same lock as for the stream
        throw new UnsupportedOperationException("NotificationLog.history is not written yet");
    }

    /** The place of a reader that wants new notifications only. */
    long end() {
        throw new UnsupportedOperationException("NotificationLog.end is not written yet");
    }

    /** The place of a reader that comes back with this id, or {@link #NOWHERE} if none of ours has it. */
    long placeOf(String id) {
        // TODO 6: find the number in the id, and believe no id that you did not write
        throw new UnsupportedOperationException("NotificationLog.placeOf is not written yet");
    }

    /** What comes after a place: at once if there is something, else as soon as there is; nothing at the limit. */
    Next awaitAfter(long place, Duration limit) throws InterruptedException {
        // TODO 8: replay and live by one question, under one lock
        throw new UnsupportedOperationException("NotificationLog.awaitAfter is not written yet");
    }
}
