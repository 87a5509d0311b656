package workbook;

import io.helidon.config.Config;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A counter that grows by one per interval, the same for every client. Given. A tick is a point in time, so there is
 * nothing to count, to lock or to publish: a client that wants the next tick waits for its moment.
 *
 * @param start the moment of tick 0, as {@link System#nanoTime()}
 * @param interval in nanoseconds
 */
record Counter(long start, long interval) {

    /** Refuses an unusable interval when the server starts, not when the first client connects. */
    static Counter of(Config tick) {
        Duration interval = tick.get("interval").as(Duration.class).get();
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("tick.interval is " + interval + ", but must be more than nothing");
        }
        return new Counter(System.nanoTime(), interval.toNanos());
    }

    long now() {
        return (System.nanoTime() - start) / interval;
    }

    /** Waits for the moment of a tick. One that has passed is not waited for, so a slow reader misses none. */
    void await(long tick) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(start + tick * interval - System.nanoTime());
    }
}
