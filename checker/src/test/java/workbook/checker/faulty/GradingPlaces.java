package workbook.checker.faulty;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * How many servers the matrices of this process grade at a time: as many as keep the processors busy, and no more. A check
 * mostly waits, so a few graders leave a machine idle; where there is no time left, more of them only make each other
 * late.
 */
final class GradingPlaces {

    private static final int MOST = 10;
    private static final int LEAST = 4;
    private static final int FIRST = 6;

    /** Parts of the processors' time. */
    private static final double ROOM = 0.7;

    private static final double FULL = 0.97;

    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    /** All matrices of the process have one machine. */
    static final GradingPlaces OF_ALL = new GradingPlaces(
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad, System::nanoTime);

    /** A clock, by nanoseconds. */
    @FunctionalInterface
    interface Nanos {
        long now();
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final DoubleSupplier busy;
    private final Nanos clock;

    // Guarded by lock.
    private int allowed = FIRST;
    private int grading;
    private long looked;

    /** @param busy the part of the processors' time that was used since it was asked last; negative if unknown */
    GradingPlaces(DoubleSupplier busy, Nanos clock) {
        this.busy = busy;
        this.clock = clock;
        this.looked = clock.now();
    }

    /** Does it as soon as there is a place for it. */
    <T> T with(Supplier<T> grader) throws InterruptedException {
        enter();
        try {
            return grader.get();
        } finally {
            leave();
        }
    }

    /** How many may be graded at a time now. */
    int places() {
        lock.lock();
        try {
            return allowed;
        } finally {
            lock.unlock();
        }
    }

    private void enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            look();
            while (grading >= allowed) {
                changed.awaitNanos(LOOK);
                look();
            }
            grading++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            grading--;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** One place more or less at a look, so that what the last one brought is seen before the next. */
    private void look() {
        if (clock.now() - looked < LOOK) {
            return;
        }
        looked = clock.now();
        double part = busy.getAsDouble();
        if (part >= 0 && part < ROOM) {
            allowed = Math.min(MOST, allowed + 1);
        } else if (part > FULL) {
            allowed = Math.max(LEAST, allowed - 1);
        }
    }
}
