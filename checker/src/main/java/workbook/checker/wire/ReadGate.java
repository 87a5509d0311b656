package workbook.checker.wire;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A gate at which the reader waits while it must not read. */
final class ReadGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean shut;
    private boolean removed;

    void shut() {
        set(true, false);
    }

    void open() {
        set(false, false);
    }

    /** Opens the gate for good. */
    void remove() {
        set(false, true);
    }

    private void set(boolean nowShut, boolean nowRemoved) {
        lock.lock();
        try {
            shut = nowShut;
            removed |= nowRemoved;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void pass() {
        lock.lock();
        try {
            while (shut && !removed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
