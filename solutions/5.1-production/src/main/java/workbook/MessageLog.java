package workbook;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The newest messages, and the place where readers wait for the next one.
 *
 * <p>Messages are numbered from 1, and a reader is nothing but the number of the last message that it has. Replay and
 * live are then the same question, "what comes after this number?", asked under one lock, so there is no seam between
 * them that a message could fall into. A reader that is gone costs nothing here, and one that is slow or stuck
 * holds the batch that it is being sent: the ring goes on without them, and tells them so when they ask again.
 *
 * <p>The log is closed under the same lock. A message is taken before that, and reaches every reader, or it is refused.
 */
final class MessageLog {

    /** The place of a reader with an unknown id, before everything: such a reader has always missed something. */
    static final long NOWHERE = -1;

    /** The most bytes kept. The capacity counts messages, and a bound without bytes is no bound: one may be large. */
    private static final int ROOM = 16 << 20;

    /** The bytes handed out at once, and one message more: a stalled reader holds on to these, not to a whole ring. */
    private static final int BATCH = 64 << 10;

    private static final Pattern ID = Pattern.compile("([0-9a-f]{8})-([1-9][0-9]{0,17})");

    /** A random part of every id, so that an id of an earlier process is not taken for one of ours. */
    private final String process = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final Message[] ring;
    private long newest; // the number of the newest message, 0 before the first one
    private long oldest = 1; // the number of the oldest one that is kept
    private long bytes; // of all that are kept
    private boolean closed;

    /**
     * What comes next for a reader.
     *
     * @param missed whether messages that the reader has not seen are gone; those left follow
     * @param messages empty when none came in time
     * @param place where the reader is once it has them
     * @param last whether nothing will follow them
     */
    record Next(boolean missed, List<Message> messages, long place, boolean last) {}

    /** Refuses a capacity below 1 when the server starts, not when the first message comes. */
    MessageLog(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("replay.capacity is " + capacity + ", but must be at least 1");
        }
        ring = new Message[capacity];
    }

    /** Adds a message and returns its id, or empty once the log is closed. Never waits for a reader. */
    Optional<String> publish(String text) {
        lock.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            Message message = Message.of(process + "-" + (newest + 1), text);
            keep(message);
            published.signalAll();
            return Optional.of(message.id());
        } finally {
            lock.unlock();
        }
    }

    /** Refuses messages from now on. Each reader learns of the end when it has the last one. */
    void close() {
        lock.lock();
        try {
            closed = true;
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The place of a reader that wants new messages only. */
    long end() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** The place of a reader that comes back with this id, or {@link #NOWHERE} if none of our messages has it. */
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
            while (place == newest && !closed && left > 0) {
                left = published.awaitNanos(left);
            }
            boolean missed = place < oldest - 1;
            long first = missed ? oldest : place + 1;
            long last = lastOfBatch(first);
            return new Next(missed, messages(first, last), last, closed && last == newest);
        } finally {
            lock.unlock();
        }
    }

    private void keep(Message message) {
        bytes += message.block().length;
        while (oldest <= newest && (newest - oldest + 1 == ring.length || bytes > ROOM)) {
            bytes -= ring[slot(oldest)].block().length;
            ring[slot(oldest++)] = null;
        }
        ring[slot(++newest)] = message;
    }

    private long lastOfBatch(long first) {
        long next = first;
        for (int size = 0; next <= newest && size < BATCH; next++) {
            size += ring[slot(next)].block().length;
        }
        return next - 1;
    }

    private List<Message> messages(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> ring[slot(number)])
                .toList();
    }

    private int slot(long number) {
        return (int) (number % ring.length);
    }
}
