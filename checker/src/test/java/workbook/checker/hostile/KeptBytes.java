package workbook.checker.hostile;

import java.time.Duration;
import workbook.checker.probe.Kept;
import workbook.checker.probe.PolledCondition;

/** What the checker keeps of servers that send without end. */
final class KeptBytes {

    private static final Duration COLLECTED = Duration.ofSeconds(10);

    private KeptBytes() {}

    /** Whether it is less than half of the heap. What was let go counts until it is collected, and other tests leave much. */
    static boolean areBounded() {
        System.gc();
        return PolledCondition.await(() -> Kept.bytes() < Runtime.getRuntime().maxMemory() / 2, COLLECTED);
    }
}
