package workbook.checker.probe;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A condition that no connection reports by itself, so that it must be asked for repeatedly. */
public final class PolledCondition {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private PolledCondition() {}

    /**
     * @return whether the condition came to hold within the limit
     */
    public static boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }
}
