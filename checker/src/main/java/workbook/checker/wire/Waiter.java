package workbook.checker.wire;

import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/** A thread that waits for a condition. Every method must be called with the lock of the journal. */
final class Waiter {
    private final BooleanSupplier condition;
    private final Condition decided;
    private boolean holds;
    private Throwable failure;

    Waiter(BooleanSupplier condition, Condition decided) {
        this.condition = condition;
        this.decided = decided;
    }

    /** Evaluates the condition, after every item: it may hold for a moment that is over when the waiter wakes. */
    void ask() {
        if (isDecided()) {
            return;
        }
        try {
            holds = condition.getAsBoolean();
        } catch (Throwable e) {
            // An AssertionError, too, belongs to the waiter; the thread that reads must go on.
            failure = e;
        }
        if (isDecided()) {
            decided.signalAll();
        }
    }

    void wake() {
        decided.signalAll();
    }

    boolean isDecided() {
        return holds || failure != null;
    }

    boolean holds() {
        return switch (failure) {
            case null -> holds;
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException("the condition of an await failed", failure);
        };
    }

    void sleep(Deadline deadline) throws InterruptedException {
        decided.awaitNanos(deadline.nanosLeft());
    }
}
