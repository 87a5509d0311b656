package workbook.checker.checks.walk;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.text.Text;

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

    void requireOpen(Text rule) {
        Expectations.requireOpen(
                connection,
                rule,
                text(
                        "what one client does, or a time that passes, ends the stream of another one",
                        "一个客户端的行为，或者单纯的时间流逝，结束了另一个客户端的流"));
    }

    void leave(Step.Way way) {
        switch (way) {
            case FIN -> connection.close();
            case RST -> connection.reset();
        }
    }
}
