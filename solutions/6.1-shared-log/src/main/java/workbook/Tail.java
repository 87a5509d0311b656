package workbook;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import redis.clients.jedis.StreamEntryID;

/**
 * This node's copy of the end of the log, and the place where its clients wait. It is the log of 3.1, but that the ids
 * come from Redis: a client is nothing but the number of the last message that it has, and replay and live are one
 * question. The numbers are this node's own and never leave it.
 */
final class Tail {

    /** The place of a client whose id the log does not have: it has always missed something. */
    static final long NOWHERE = -1;

    /** The most bytes kept. The capacity counts messages, and a bound without bytes is no bound. */
    private static final int ROOM = 32 << 20;

    /** The bytes handed out at once, and one message more: a stalled client holds on to these. */
    private static final int BATCH = 64 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition(); // there is a message more, or another past
    private final Condition answered = lock.newCondition(); // the log has answered, if only with nothing
    private final Message[] ring;
    private final Map<String, Long> numbers = new HashMap<>(); // of all that are kept, by id
    private long newest; // the number of the newest message
    private long oldest = 1; // the number of the oldest one that is kept
    private long bytes; // of all that are kept
    private boolean overflowed; // long messages have pushed out others
    private long questions; // how often the log was asked
    private long answers; // the number of the question that it answered last to its end; 0 before the first

    /**
     * What comes next for a client.
     *
     * @param missed whether messages that the client has not seen are gone; those left follow
     * @param messages empty when none came in time
     * @param place where the client is once it has them
     */
    record Next(boolean missed, List<Message> messages, long place) {}

    Tail(int capacity) {
        ring = new Message[capacity];
    }

    /** Says that the log is asked now. Its answer comes by {@link #add} or {@link #beginWith}. */
    void ask() {
        locked(() -> questions++);
    }

    /** Adds what follows in the log; nothing is an answer, too. */
    void add(List<Entry> entries) {
        locked(() -> keep(entries));
    }

    /**
     * Replaces all messages by those of a log with another past. A number is left out, so that every client that is
     * here has missed something.
     */
    void beginWith(List<Entry> entries) {
        locked(() -> {
            while (oldest <= newest) {
                dropOldest();
            }
            newest++;
            oldest = newest + 1;
            keep(entries);
            changed.signalAll();
        });
    }

    /** The end of the copy, once the log was read to its end for the first time; empty at the limit. */
    OptionalLong awaitEnd(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (answers == 0 && left > 0) {
                left = answered.awaitNanos(left);
            }
            return answers == 0 ? OptionalLong.empty() : OptionalLong.of(newest);
        } finally {
            lock.unlock();
        }
    }

    /** The number of the question that was asked last. */
    long asked() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return questions;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The place of a client, once it is certain; empty at the limit. An id that is not here may be of a message that
     * another node was faster to read. That it is unknown is certain when the log has been asked after the client came,
     * and has answered to its end. So it is with a client that has none and came when the copy had no end yet: what it
     * has missed since, nobody can tell.
     *
     * @param id the last one that the client has; empty if it has none
     * @param asked the number of the question that was asked last when it came
     */
    OptionalLong awaitPlace(Optional<String> id, long asked, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                Long number = id.map(numbers::get).orElse(null);
                if (number != null) {
                    return OptionalLong.of(number);
                }
                if (answers > asked) {
                    return OptionalLong.of(NOWHERE);
                }
                if (left <= 0) {
                    return OptionalLong.empty();
                }
                left = answered.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What comes after a place: at once if there is something, else as soon as there is; nothing at the limit. */
    Next awaitAfter(long place, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (place == newest && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean missed = place < oldest - 1;
            long first = missed ? oldest : place + 1;
            long last = lastOfBatch(first);
            return new Next(missed, messages(first, last), last);
        } finally {
            lock.unlock();
        }
    }

    /** The place of the oldest message here, if long ones have pushed out others which the log may still have. */
    Optional<StreamEntryID> overflow() {
        lock.lock();
        try {
            return overflowed && oldest <= newest ? Optional.of(ring[slot(oldest)].at()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The log has no longer what was pushed out here. */
    void overflowDropped() {
        lock.lock();
        try {
            overflowed = false;
        } finally {
            lock.unlock();
        }
    }

    private void keep(List<Entry> entries) {
        if (entries.size() < SharedLog.BATCH - 1) { // a full answer says nothing of what comes after it
            answers = questions;
        }
        if (!entries.isEmpty()) {
            entries.stream().filter(Entry::isMessage).forEach(this::keep);
            changed.signalAll();
        }
        answered.signalAll();
    }

    private void keep(Entry entry) {
        Message message = Message.of(entry);
        bytes += message.block().length;
        overflowed |= bytes > ROOM;
        while (oldest <= newest && (newest - oldest + 1 == ring.length || bytes > ROOM)) {
            dropOldest();
        }
        ring[slot(++newest)] = message;
        numbers.put(message.id(), newest);
    }

    private void dropOldest() {
        Message message = ring[slot(oldest)];
        bytes -= message.block().length;
        numbers.remove(message.id());
        ring[slot(oldest++)] = null;
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

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
