package workbook.checker.scripted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What has come so far, in order, for threads that wait for more. Beyond the limit, requests are answered but not kept.
 */
final class Arrivals<T> {

    private static final long COST = 1 << 10;

    private final List<T> all = new ArrayList<>();
    private long room = 32 << 20;

    /** @param request what came with it; its size counts towards the limit */
    synchronized void add(T one, Request request) {
        room -= COST + request.body().length;
        if (room >= 0) {
            all.add(one);
        }
        notifyAll();
    }

    /** Says that something about one of the arrivals has changed. */
    synchronized void changed() {
        notifyAll();
    }

    synchronized List<T> all() {
        return List.copyOf(all);
    }

    /**
     * Waits for a condition on the arrivals, which is tested after each change; false if it does not hold within the
     * limit.
     */
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
