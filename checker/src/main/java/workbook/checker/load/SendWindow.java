package workbook.checker.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** Limits how many events are under way: the next one is posted when an earlier one has arrived everywhere. */
final class SendWindow {

    private static final int MOST_IN_VAIN = 2;

    private final int underWay;
    private final AtomicInteger listening;
    private final AtomicIntegerArray arrivals;
    private volatile Thread poster;
    private volatile boolean open;
    private int inVain;

    private SendWindow(int underWay, AtomicInteger listening) {
        this.underWay = underWay;
        this.listening = listening;
        this.arrivals = new AtomicIntegerArray(Integer.highestOneBit(Math.max(1, underWay)) * 4);
    }

    static SendWindow of(Plan.Rate rate, AtomicInteger listening) {
        return new SendWindow(rate instanceof Plan.AsTheyArrive asFast ? asFast.underWay() : 0, listening);
    }

    /** Notes that one client has this event, or will never get it. */
    void arrived(int number) {
        if (underWay > 0 && arrivals.incrementAndGet(slot(number)) >= listening.get()) {
            LockSupport.unpark(poster);
        }
    }

    /** Notes that no client will get this event, so that the poster need not wait for any. */
    void skip(int number) {
        arrivals.set(slot(number), Integer.MAX_VALUE / 2);
    }

    /** Lets the poster go on without waiting, as when the run ends. */
    void open() {
        open = true;
        LockSupport.unpark(poster);
    }

    /**
     * Waits until there is room for this event.
     *
     * @return false if a client has gone without an earlier event for too long, and another event has not helped: a
     *     loss shows only when a later event arrives
     */
    boolean awaitRoom(int number, Duration patience) {
        poster = Thread.currentThread();
        int oldest = number - underWay;
        long limit = System.nanoTime() + patience.toNanos();
        while (oldest >= 0 && !open && arrivals.get(slot(oldest)) < listening.get() && System.nanoTime() < limit) {
            LockSupport.parkNanos(this, 10_000_000);
        }
        boolean room = oldest < 0 || arrivals.get(slot(oldest)) >= listening.get();
        inVain = room ? 0 : inVain + 1;
        arrivals.set(slot(number), 0);
        return inVain < MOST_IN_VAIN;
    }

    private int slot(int number) {
        return number & (arrivals.length() - 1);
    }
}
