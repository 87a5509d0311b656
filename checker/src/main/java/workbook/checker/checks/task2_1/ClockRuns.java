package workbook.checker.checks.task2_1;

import java.util.Optional;
import java.util.function.Function;
import workbook.checker.checks.timing.Ticks;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;

/**
 * The connections of task 2.1. The first has the server to itself. When it has ended, a second is opened, a third while
 * the second runs, and one more that leaves in mid-run.
 *
 * <p>Bands of time are judged on the first run. When it is out of the band, a run of its own is measured once more.
 */
final class ClockRuns {

    private static final SecondLook LOOKS = new SecondLook(2);

    private final Probe probe;
    private ClockRun first;
    private ClockRun second;
    private ClockRun third;

    ClockRuns(Probe probe) {
        this.probe = probe;
    }

    ClockRun first() {
        if (first == null) {
            first = ClockRun.open(probe);
        }
        return first;
    }

    ClockRun second() {
        if (second == null) {
            first().awaitEnd();
            second = ClockRun.open(probe);
            second.awaitEvents(3);
            third = ClockRun.open(probe);
            ClockRun leaver = ClockRun.open(probe);
            leaver.awaitEvents(2);
            leaver.leave();
        }
        return second;
    }

    ClockRun third() {
        second();
        return third;
    }

    void requireHeadersAtOnce() {
        new Ticks(probe, "clock.interval").requireHeadersAtOnce(first().connection());
    }

    void requireRisingTime() {
        requireInOneOfTwo(ClockRun::timeFault);
    }

    void requireSpacing() {
        requireInOneOfTwo(ClockRun::spacingFault);
    }

    void requireEndInTime() {
        requireInOneOfTwo(ClockRun::endFault);
    }

    /** A fault of time counts when a second run shows it, too. */
    private void requireInOneOfTwo(Function<ClockRun, Optional<CheckFailure>> fault) {
        LOOKS.require(fault.apply(first()), () -> again(fault), Function.identity());
    }

    private Optional<CheckFailure> again(Function<ClockRun, Optional<CheckFailure>> fault) {
        ClockRun run = ClockRun.open(probe);
        run.awaitEnd();
        Optional<CheckFailure> found = fault.apply(run);
        run.leave();
        return found;
    }
}
