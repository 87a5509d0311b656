package workbook.checker.checks.task6_1;

import java.time.Duration;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Posting;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Probe;

/**
 * Posts that come back after a 503, for checks that post megabytes. The log is up, but where it is one in Java on a busy
 * machine it may be slower than a node waits for it, and then 503 is the right answer. A message may be in the log twice.
 */
record PatientPosting(TextPosting once) implements Posting {

    PatientPosting() {
        this(new TextPosting());
    }

    @Override
    public String roomKey() {
        return once.roomKey();
    }

    /** The first answer that is no 503; the last one if there is none in time. */
    @Override
    public Connection send(Probe probe, String text) {
        Attempts attempts = new Attempts(probe, text);
        PolledCondition.await(attempts::isAnswered, probe.answer());
        return attempts.last;
    }

    private final class Attempts {

        private final Probe probe;
        private final String text;
        private Connection last;

        Attempts(Probe probe, String text) {
            this.probe = probe;
            this.text = text;
        }

        boolean isAnswered() {
            last = once.send(probe, text);
            Duration limit = probe.answer();
            return last.awaitHead(limit).map(ResponseHead::status).orElse(0) != 503;
        }
    }

    @Override
    public Posted accepted(Probe probe, Connection answer, String text) {
        return once.accepted(probe, answer, text);
    }
}
