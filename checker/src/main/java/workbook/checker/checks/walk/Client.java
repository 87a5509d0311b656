package workbook.checker.checks.walk;

import java.time.Duration;
import workbook.checker.probe.Connection;

/** A client that reads, and what the contract says of it. */
record Client(Connection connection, Judge judge) {

    /** Waits until it has what it must have. */
    void await(Duration limit) {
        connection.await(judge::isThrough, limit);
    }

    boolean hasEnded() {
        return connection.awaitEnd(Duration.ZERO).isPresent();
    }

    /** Fails the check if it got what it must not. */
    void requireRight() {
        judge.isThrough();
        judge.fault().ifPresent(failure -> {
            throw failure;
        });
    }

    /** Whether it is still there, and has not got what it must. */
    boolean isLate() {
        return !judge.isThrough() && !hasEnded();
    }

    /** Fails the check if it is still there, and has not got what it must. */
    void requireAll() {
        if (isLate()) {
            requireRight();
            throw judge.missing();
        }
    }

    void leave(Step.Way way) {
        switch (way) {
            case FIN -> connection.close();
            case RST -> connection.reset();
        }
    }
}
