package workbook.checker.server;

import java.time.Duration;

/**
 * How many times slower a machine is than the one that limits of time are made for, by the time that a server took to
 * start. Limits grow with it, so that a busy machine is not taken for a fault of the learner.
 *
 * @param factor from 1 to 6
 */
public record MachinePace(long factor) {

    /** The pace of a machine on which no start was measured. */
    public static final MachinePace USUAL = new MachinePace(1);

    private static final Duration USUAL_START = Duration.ofSeconds(2);
    private static final int SLOWEST = 6;

    static MachinePace of(Duration start) {
        return new MachinePace(Math.clamp(start.dividedBy(USUAL_START), 1, SLOWEST));
    }

    public Duration stretch(Duration limit) {
        return limit.multipliedBy(factor);
    }
}
