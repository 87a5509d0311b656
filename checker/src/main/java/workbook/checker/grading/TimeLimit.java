package workbook.checker.grading;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import workbook.checker.probe.GradingOptions;
import workbook.checker.workbook.Clock;

/**
 * The last limit of a check. Every wait in a check has a limit of its own, so this one is reached only by a fault of the
 * checker.
 */
record TimeLimit(Supplier<Duration> limit) {

    /** The limit in units of the limit for one answer: far more answers than any check waits for. */
    private static final int FAST = 24;

    private static final int REAL = 120;
    private static final Duration DEBUG = Duration.ofHours(8);

    /** @param answer what a check waits for one answer; it grows with a server that turns out to be slow */
    static TimeLimit of(GradingOptions options, Supplier<Duration> answer) {
        int answers = options.clock() == Clock.FAST ? FAST : REAL;
        return new TimeLimit(() -> options.debug() ? DEBUG : answer.get().multipliedBy(answers));
    }

    /** The report shows the name of this class as what broke. */
    static final class CheckDidNotEnd extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        CheckDidNotEnd(Duration limit) {
            super("the check did not end within " + limit);
        }
    }

    /** Runs a check on a thread of its own, and returns what it threw. */
    Optional<Throwable> run(Invocation<Void> check) throws InterruptedException {
        CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name("check").start(() -> outcome.complete(thrownBy(check)));
        long begun = System.nanoTime();
        Duration allowed = limit.get();
        while (System.nanoTime() - begun < allowed.toNanos()) {
            try {
                return outcome.get(allowed.toNanos() - (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                allowed = limit.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        StackTraceElement[] where = thread.getStackTrace();
        thread.interrupt();
        CheckDidNotEnd stuck = new CheckDidNotEnd(allowed);
        stuck.setStackTrace(where);
        return Optional.of(stuck);
    }

    private static Optional<Throwable> thrownBy(Invocation<Void> check) {
        try {
            check.proceed();
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(thrown);
        }
    }
}
