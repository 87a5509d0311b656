package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Fault;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Patience;
import workbook.checker.workbook.Clock;

/**
 * The last limit of a check. Every wait in a check has a limit of its own, so this one is reached by a server that makes
 * the check wait again and again, and by a fault of the checker.
 */
record TimeLimit(Supplier<Duration> limit) {

    /** The limit in units of the limit for one answer: three times as long as the longest check of a right server. */
    private static final int FAST = 8;

    private static final int REAL = 120;

    /** A check of which so small a part was waiting in vain has another reason not to end. */
    private static final int WASTED = 4;

    /** As many answers as the longest check waits for, one after another. */
    private static final int MANY = 100;

    private static final Duration DEBUG = Duration.ofHours(8);

    /** @param answer what a check waits for one answer; it grows with a server that turns out to be slow */
    static TimeLimit of(GradingOptions options, Supplier<Duration> answer) {
        int answers = options.clock() == Clock.FAST ? FAST : REAL;
        return new TimeLimit(() -> options.debug()
                ? DEBUG
                : answer.get().multipliedBy(answers).plus(options.walk().orElse(Duration.ZERO)));
    }

    /** The report shows the name of this class as what broke. */
    static final class CheckDidNotEnd extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final transient Duration limit;

        CheckDidNotEnd(Duration limit) {
            super("the check did not end within " + limit);
            this.limit = limit;
        }

        /** What the server has to do with it, by what the check has seen of it; empty when the checker itself is stuck. */
        Optional<Throwable> ofServer(Patience patience) {
            if (patience.wasted().multipliedBy(WASTED).compareTo(limit) > 0) {
                return Optional.of(waitedFor(patience.wasted()));
            }
            return patience.usual().multipliedBy(MANY).compareTo(limit) > 0
                    ? Optional.<Throwable>of(CheckSkipped.missing(text(
                            "this server takes %d ms for an answer, so that the check was not through after %d s",
                            "这个服务器每次响应需要 %d 毫秒，检查在 %d 秒内没能完成", patience.usual().toMillis(), limit.toSeconds())))
                    : Optional.empty();
        }

        private CheckFailure waitedFor(Duration wasted) {
            return Fault.expected(text("the check comes to its end within %d s", "检查在 %d 秒内结束", limit.toSeconds()))
                    .received(text(
                            "it was ended: for %.1f s it waited for what did not come",
                            "检查被中止：其中 %.1f 秒都在等待没有到来的内容", wasted.toMillis() / 1000.0))
                    .why(text(
                            "a client gives up when it waits for one answer after another, and so does the checker",
                            "一次又一次等不到响应，客户端会放弃，检查器也一样"))
                    .likely(text(
                            "what every request needs is held for good: a lock that is not released, a loop that never ends, a thread that waits for itself",
                            "每个请求都需要的东西一直被占用：锁没有释放，循环没有终点，或者线程在等待自己"))
                    .failure();
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
