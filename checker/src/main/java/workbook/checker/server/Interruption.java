package workbook.checker.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The end of this process from outside, as by Ctrl+C. Its servers and browsers end with it, and what a check makes of that
 * is no finding: nothing more is said then.
 */
public final class Interruption {

    /** A signal to a group of processes may reach a server, and be seen by a check, before this process knows of it. */
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Interruption::begin, "no more verdicts"));
    }

    private Interruption() {}

    /** Loads this class, because it can no longer be loaded once the end has begun. */
    public static void expect() {}

    /** Notes that it has begun, before anything is ended by it. */
    static void begin() {
        BEGUN.countDown();
    }

    /** Returns soon, unless this process is about to end: then never. */
    public static void holdBack() {
        try {
            if (BEGUN.await(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS)) {
                new Semaphore(0).acquireUninterruptibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody wants something else checked, and will not wait
        }
    }
}
