package workbook.checker.conformance;

import java.time.Duration;
import workbook.checker.server.MachinePace;

/**
 * How fast time runs. The times of the rules are those of real endpoints; a test divides them all.
 *
 * @param divisor 1 for the times as they are written
 */
public record TimeScale(int divisor) {

    public static final TimeScale REAL = new TimeScale(1);

    /** A time as it is judged or kept, for example the 15 s without a byte. */
    public Duration of(Duration written) {
        return written.dividedBy(divisor);
    }

    /** A limit of a wait, which grows on a busy machine. */
    public Duration limit(Duration written) {
        return MachinePace.now().stretch(of(written));
    }

    /** A measured time as it would be on the real scale, so that a report says the same on any. */
    public Duration told(Duration measured) {
        return measured.multipliedBy(divisor);
    }
}
