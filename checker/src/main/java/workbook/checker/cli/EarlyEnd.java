package workbook.checker.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end what runs but not the process, until what was found is printed. */
final class EarlyEnd {

    /** What runs, and prints what it found. */
    @FunctionalInterface
    interface Run<T, E extends Exception> {
        T call() throws E;
    }

    private EarlyEnd() {}

    /**
     * Runs to the end, which Ctrl-C brings early.
     *
     * @param stop ends the run soon; called by another thread
     * @param patience how long the process waits at most for what is to be printed
     */
    static <T, E extends Exception> T during(Run<T, E> run, Runnable stop, Duration patience) throws E {
        CountDownLatch printed = new CountDownLatch(1);
        Thread interrupted = new Thread(() -> end(stop, printed, patience), "what was found so far");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return run.call();
        } finally {
            printed.countDown();
            unhook(interrupted);
        }
    }

    private static void end(Runnable stop, CountDownLatch printed, Duration patience) {
        stop.run();
        try {
            printed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException atWork) {
            // The process is ending already, and the hook is at work.
            return;
        }
    }
}
