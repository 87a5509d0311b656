package workbook.checker.tail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.http.WireItem;
import workbook.checker.wire.Journal;
import workbook.checker.wire.WireEntry;
import workbook.checker.wire.WireExchange;
import workbook.checker.wire.WireListener;

/**
 * What has come and is not shown yet. When it is full, the exchange stops reading, until the kernel's buffers are full and
 * the server's writes block: a reader of the output that is slow costs no memory.
 */
final class EntryQueue implements WireListener {

    /** Bytes at which reading stops; one read more may still come. */
    private static final long FULL = 1 << 20;

    private static final long LOW = FULL / 2;

    private final Queue<WireEntry> entries = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private WireExchange exchange;
    private long weight;

    /** Lets the queue stop and start this exchange. */
    void throttle(WireExchange filling) {
        lock.lock();
        try {
            exchange = filling;
            stopIfFull();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void see(WireEntry entry) {
        lock.lock();
        try {
            switch (entry.item()) {
                case WireItem.Received received -> put(entry, received.bytes().size());
                // The bytes of a body are those of the read that brought them.
                case WireItem.Body body -> put(entry, 0);
                case WireItem.Chunk chunk -> put(entry, 0);
                case WireItem.Head head -> put(entry, 0);
                case WireItem.Ended ended -> put(entry, 0);
                default -> {
                    // Nobody asks for the rest.
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void put(WireEntry entry, long bytes) {
        entries.add(entry);
        weight += bytes + Journal.ITEM_COST;
        stopIfFull();
        arrival.signalAll();
    }

    private void stopIfFull() {
        if (weight > FULL && exchange != null) {
            exchange.stopReading();
        }
    }

    /** The next entry; empty if none comes within the limit. */
    Optional<WireEntry> take(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (entries.isEmpty()) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = arrival.awaitNanos(left);
            }
            WireEntry entry = entries.remove();
            weight -= Journal.ITEM_COST
                    + (entry.item() instanceof WireItem.Received received
                            ? received.bytes().size()
                            : 0);
            if (weight < LOW && exchange != null) {
                exchange.resumeReading();
            }
            return Optional.of(entry);
        } finally {
            lock.unlock();
        }
    }
}
