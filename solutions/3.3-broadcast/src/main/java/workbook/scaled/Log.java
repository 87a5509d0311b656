package workbook.scaled;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import workbook.Limits;

/**
 * The newest messages, numbered from 0. The log is the queue of all listeners at once: each listener is nothing but the
 * number of the message that it needs next.
 */
final class Log {

    /** The bytes gathered for one write: many small messages, and no more than a client that is stuck may cost. */
    private static final int BATCH = 8 << 10;

    private static final long RETRY = Duration.ofMillis(1).toNanos();

    private final byte[][] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    /** The number of the next message. Written after the message itself: a thread that reads it sees the message. */
    private volatile long end;

    /** The first message that may still be needed. It may lag behind the truth, but never run ahead of it. */
    private long needed;

    /** The first message that is kept, and the bytes of all that are. */
    private long first;

    private long bytes;

    Log(int capacity) {
        ring = new byte[capacity][];
    }

    long end() {
        return end;
    }

    /**
     * Adds a message in place of the oldest ones, and waits while a writer still needs one of those. This takes as long
     * as a few writes; it never waits for a client.
     *
     * @param oldest finds the oldest message that is still needed when the one with this number has to go
     */
    void append(byte[] block, LongUnaryOperator oldest) throws InterruptedException {
        lock.lock();
        try {
            long going = going(block.length);
            while (isNeeded(going, oldest)) {
                room.awaitNanos(RETRY);
                going = going(block.length);
            }
            forget(going);
            bytes += block.length;
            ring[place(end)] = block;
            end = end + 1;
        } finally {
            lock.unlock();
        }
    }

    /** The last message that has to go before one of this size finds room, in messages and in bytes. */
    private long going(int size) {
        long going = first - 1;
        long left = bytes + size;
        while (going + 1 < end && (end - going > ring.length || left > Limits.BYTES)) {
            left -= block(++going).length;
        }
        return going;
    }

    private void forget(long going) {
        for (; first <= going; first++) {
            bytes -= block(first).length;
            ring[place(first)] = null;
        }
    }

    private boolean isNeeded(long going, LongUnaryOperator oldest) {
        if (needed <= going) {
            needed = oldest.applyAsLong(going);
        }
        return needed <= going;
    }

    /** The messages from {@code from} up to {@code limit} that fit into one write; at least one, whatever its size. */
    Batch batch(long from, long limit) {
        long to = from + 1;
        int size = block(from).length;
        while (to < limit && size + block(to).length <= BATCH) {
            size += block(to++).length;
        }
        return new Batch(from, to, to == from + 1 ? block(from) : gather(from, to, size));
    }

    private byte[] gather(long from, long to, int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (long n = from; n < to; n++) {
            bytes.put(block(n));
        }
        return bytes.array();
    }

    private byte[] block(long number) {
        return ring[place(number)];
    }

    private int place(long number) {
        return (int) (number % ring.length);
    }
}
