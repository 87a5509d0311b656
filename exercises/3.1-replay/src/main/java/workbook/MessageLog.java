package workbook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest messages, and the place where readers wait for the next one.
 *
 * <p>Messages are numbered from 1. A reader is nothing but the number of the last message that it has: its place.
 */
final class MessageLog {

    /** The place of a reader with an unknown id, before everything: such a reader has always missed something. */
    static final long NOWHERE = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final Message[] ring;
    private long newest; // the number of the newest message, 0 before the first one

    /**
     * What comes next for a reader.
     *
     * @param missed whether messages that the reader has not seen are gone; those left follow
     * @param messages empty when none came in time
     * @param place where the reader is once it has them
     */
    record Next(boolean missed, List<Message> messages, long place) {}

    MessageLog(int capacity) {
        ring = new Message[capacity];
    }

    /** Adds a message and returns its id. Never waits for a reader. */
    String publish(String text) {
        // TODO 5: give the message an id
        // TODO 11: overwrite the oldest
        // TODO 13: let the id tell this process from the one before
        throw new UnsupportedOperationException("MessageLog.publish is not written yet");
    }

    /** The place of a reader that wants new notifications only. */
    long end() {
        // TODO 6: everything up to now is seen
        throw new UnsupportedOperationException("MessageLog.end is not written yet");
    }

    /** The place of a reader that comes back with this id, or {@link #NOWHERE} if none of our messages has it. */
    long placeOf(String id) {
        // TODO 7: find the number in the id
        // TODO 9: believe no id that you did not write
        throw new UnsupportedOperationException("MessageLog.placeOf is not written yet");
    }

    /** What comes after a place: at once if there is something, else as soon as there is; nothing at the limit. */
    Next awaitAfter(long place, Duration limit) throws InterruptedException {
        // TODO 10: replay and live by one question, under one lock
        throw new UnsupportedOperationException("MessageLog.awaitAfter is not written yet");
    }
}
