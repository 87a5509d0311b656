package workbook.checker.scripted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What came so far, in order, for whoever waits for more. What comes beyond the limit is answered, but not kept. */
final class Arrivals<T> {

    private static final long COST = 1 << 10;

    private final List<T> all = new ArrayList<>();
    private long room = 32 << 20;

    /** @param request what came with it, by whose size the limit counts */
    synchronized void add(T one, Request request) {
        room -= COST + request.body().length;
        if (room >= 0) {
            all.add(one);
        }
        notifyAll();
    }

    /** Says that something about one of them is different now. */
    synchronized void changed() {
        notifyAll();
    }

    synchronized List<T> all() {
        return List.copyOf(all);
    }

    /** Waits until a condition on them holds, which is looked at after each change; false when it did not in time. */
    synchronized boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
