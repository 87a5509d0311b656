package workbook.checker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/** What the processor works for a thread, so that a limit of time does not depend on what else a machine does. */
public final class ProcessorTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ProcessorTime() {}

    /** Does some work on the calling thread, for which the processor must not need longer than the limit. */
    public static <T> T within(Duration limit, Supplier<T> work) {
        long begun = THREADS.getCurrentThreadCpuTime();
        T done = work.get();
        Duration worked = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begun);
        assertTrue(worked.compareTo(limit) < 0, () -> "the processor worked for " + worked);
        return done;
    }
}
