package workbook.checker.wire;

import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/** Somebody who waits for a condition. Every method needs the lock of the journal. */
final class Waiter {
    private final BooleanSupplier condition;
    private final Condition decided;
    private boolean holds;
    private Throwable failure;

    Waiter(BooleanSupplier condition, Condition decided) {
        this.condition = condition;
        this.decided = decided;
    }

    /** Asked after every item, so that a condition is seen to hold even if it no longer does when its waiter wakes. */
    void ask() {
        if (isDecided()) {
            return;
        }
        try {
            holds = condition.getAsBoolean();
        } catch (Throwable e) {
            // An AssertionError too: it belongs to the waiter, and the reader must live.
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
