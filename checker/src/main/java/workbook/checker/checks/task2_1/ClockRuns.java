package workbook.checker.checks.task2_1;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import workbook.checker.checks.timing.Ticks;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
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

    /** Seven events, where the settings of either clock give ten. In floating point 0.7 divided by 0.1 is less than 7. */
    private static final Map<String, String> SEVEN = Map.of("clock.interval", "PT0.1S", "clock.duration", "PT0.7S");

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

    /** A machine that is busy may begin the third late; a server that serves one client after another always does. */
    void requireSideBySide() {
        new SecondLook(3).require(third().beginFault(second), this::againSideBySide, Function.identity());
    }

    private Optional<CheckFailure> againSideBySide() {
        ClockRun running = ClockRun.open(probe);
        running.awaitEvents(3);
        ClockRun other = ClockRun.open(probe);
        running.awaitEnd();
        other.awaitEnd();
        running.leave();
        other.leave();
        return other.beginFault(running);
    }

    void requireHeadersAtOnce() {
        new Ticks(probe, "clock.interval").requireHeadersAtOnce(first().connection());
    }

    /** Of a run in which nothing came in time nothing can be judged, so another one takes its place. */
    void requireInstants() {
        first().awaitEnd();
        if (first.isSilent()) {
            first = ClockRun.open(probe);
        }
        first.requireInstants();
    }

    void requireRisingTime() {
        requireInOneOfTwo(ClockRun::timeFault);
    }

    /** What a machine holds up in one run comes with an old time. */
    void requireCurrentTime() {
        requireInOneOfTwo(ClockRun::currentTimeFault);
    }

    /** A second connection may have been there to look at headers, so a wrong number alone does not tell the cause. */
    void requireCount() {
        Optional<CheckFailure> fault = first().countFault();
        if (fault.isPresent()) {
            throw alone().countFault().isEmpty() ? first().sharedFault() : fault.get();
        }
    }

    /** The same by other settings, where the checker can start a server with them. */
    void requireCountOfConfig() {
        Probe other;
        try {
            other = probe.ownServer(SEVEN);
        } catch (CheckSkipped notOurs) {
            return;
        }
        ClockRun run = ClockRun.open(other);
        run.awaitEnd();
        run.leave();
        if (run.countFault().isPresent()) {
            throw run.fixedFault();
        }
    }

    /** A run on a server that has served nobody else; on the same one where the checker cannot start another. */
    private ClockRun alone() {
        first().leave();
        ClockRun run = ClockRun.open(fresh());
        run.awaitEnd();
        run.leave();
        return run;
    }

    private Probe fresh() {
        try {
            return probe.ownServer(Map.of());
        } catch (CheckSkipped | CheckFailure notOurs) {
            return probe;
        }
    }

    void requireSpacing() {
        requireInOneOfTwo(ClockRun::spacingFault);
    }

    /** Less than an interval decides here, so a third run is asked, too. */
    void requireEndInTime() {
        new SecondLook(3).require(first().endFault(), () -> again(ClockRun::endFault), Function.identity());
    }

    /** A fault of time counts when a second run shows it, too. */
    private void requireInOneOfTwo(Function<ClockRun, Optional<CheckFailure>> fault) {
        LOOKS.require(fault.apply(first()), () -> again(fault), Function.identity());
    }

    private Optional<CheckFailure> again(Function<ClockRun, Optional<CheckFailure>> fault) {
        ClockRun run = ClockRun.open(probe);
        run.awaitEnd();
        run.awaitClose();
        Optional<CheckFailure> found = fault.apply(run);
        run.leave();
        return found;
    }
}
