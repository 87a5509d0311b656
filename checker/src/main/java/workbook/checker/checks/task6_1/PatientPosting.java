package workbook.checker.checks.task6_1;

import java.util.concurrent.atomic.AtomicReference;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Posting;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.probe.Connection;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Probe;

/**
 * Posts that come back after a 503, for checks that post megabytes. The log is up, but where it is one in Java on a busy
 * machine it may be slower than a node waits for it, and then 503 is the right answer. A message may be in the log twice.
 */
record PatientPosting() implements Posting {

    private static final TextPosting ONCE = new TextPosting();

    @Override
    public String roomKey() {
        return ONCE.roomKey();
    }

    /** The first answer that is no 503; the last one if there is none in time. */
    @Override
    public Connection send(Probe probe, String text) {
        AtomicReference<Connection> answer = new AtomicReference<>();
        PolledCondition.await(
                () -> {
                    answer.set(ONCE.send(probe, text));
                    return !isUnavailable(probe, answer.get());
                },
                probe.answer());
        return answer.get();
    }

    private static boolean isUnavailable(Probe probe, Connection answer) {
        return answer.awaitHead(probe.answer())
                .filter(head -> head.status() == 503)
                .isPresent();
    }

    @Override
    public Posted accepted(Probe probe, Connection answer, String text) {
        return ONCE.accepted(probe, answer, text);
    }
}
