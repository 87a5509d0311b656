package workbook.scaled;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

/**
 * The newest messages, numbered from 0. It is the queue of all listeners at once: each of them is nothing but the number
 * of the message that it needs next.
 */
final class Log {

    /** Enough to gather many small messages into one write. Larger ones are written as they are, without a copy. */
    private static final int BATCH = 16 * 1024;

    private static final long RETRY = Duration.ofMillis(1).toNanos();

    private final byte[][] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    /** Number of the next message. Written after the message itself, so that who reads it sees the message, too. */
    private volatile long end;

    /** No message before this one is needed any more. It may lag behind the truth, never run ahead of it. */
    private long needed;

    Log(int capacity) {
        ring = new byte[capacity][];
    }

    long end() {
        return end;
    }

    /**
     * Adds a message. It takes the place of an old one, and waits while a writer is not that far yet. That takes as long
     * as a few writes; nobody waits for a client here.
     *
     * @param oldest finds the oldest message that is needed, when the one of this number has to go
     */
    void append(byte[] block, LongUnaryOperator oldest) throws InterruptedException {
        lock.lock();
        try {
            while (isFull(oldest)) {
                room.awaitNanos(RETRY);
            }
            ring[place(end)] = block;
            end = end + 1;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(LongUnaryOperator oldest) {
        long going = end - ring.length;
        if (needed <= going) {
            needed = oldest.applyAsLong(going);
        }
        return needed <= going;
    }

    /** The messages from one to another, as far as they fit into one write. At least one, whatever its size. */
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
