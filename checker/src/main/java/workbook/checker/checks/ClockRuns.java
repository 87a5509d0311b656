package workbook.checker.checks;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;

/**
 * The connections of task 2.1. The first has the server to itself. When it has ended, a second is opened, a third while
 * the second runs, and one more that leaves in mid-run.
 *
 * <p>Bands of time are judged on the first run. When it is out of the band, a run of its own is measured once more, since
 * a busy machine is late once, and a wrong server always.
 */
final class ClockRuns {

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
            second.awaitEvents(1);
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

    /** Headers do not wait for the first event. The quickest of several answers counts. */
    void requireHeadersAtOnce() {
        Duration late = probe.duration("clock.interval").multipliedBy(8).dividedBy(10);
        if (!first().headersCameWithFirstEvent(late)) {
            return;
        }
        boolean always = Stream.generate(() -> ClockRun.open(probe)).limit(3).allMatch(run -> {
            boolean held = run.headersCameWithFirstEvent(late);
            run.leave();
            return held;
        });
        if (always) {
            throw Fault.expected(text("headers at once", "响应头立即到达"))
                    .received(text(
                            "headers after %d ms, together with the first event",
                            "%d 毫秒后才收到响应头，与第一个事件一起到达", first().headAt().toMillis()))
                    .browser(text(
                            "stays in CONNECTING, and open fires only with the first event",
                            "一直处于 CONNECTING，直到第一个事件到达才触发 open"))
                    .why(text(
                            "a client must know at once that the stream is open, even when the first event is far away",
                            "即使第一个事件还很远，客户端也要立刻知道流已打开"))
                    .likely(text(
                            "the sink is made, or the first byte flushed, only after the first wait",
                            "先等待，之后才创建 sink 或 flush 第一个字节"))
                    .on(first().connection())
                    .failure();
        }
    }

    /** Two events in one tick of a coarse clock are the fault of a busy machine, when they happen once. */
    void requireRisingTime() {
        confirmed(ClockRun::timeFault);
    }

    void requireSpacing() {
        confirmed(ClockRun::spacingFault);
    }

    void requireEndInTime() {
        confirmed(ClockRun::endFault);
    }

    /** A fault of time counts when a second run shows it, too. */
    private void confirmed(Function<ClockRun, Optional<CheckFailure>> fault) {
        if (fault.apply(first()).isEmpty()) {
            return;
        }
        ClockRun again = ClockRun.open(probe);
        again.awaitEnd();
        Optional<CheckFailure> confirmed = fault.apply(again);
        again.leave();
        if (confirmed.isPresent()) {
            throw confirmed.get();
        }
    }
}
