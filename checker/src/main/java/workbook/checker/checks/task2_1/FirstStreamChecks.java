package workbook.checker.checks.task2_1;

import java.time.Duration;
import java.util.Map;
import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Experiment;
import workbook.checker.probe.Probe;
import workbook.checker.probe.ReceivedLines;

/** {@code GET /events} sends the time once an interval, for the duration, to each client its own run. */
@Checks
final class FirstStreamChecks {

    private ClockRuns runs;

    @Experiment
    static ReceivedLines threeIntervals(Probe probe) {
        Duration three = probe.duration("clock.interval").multipliedBy(3);
        Probe own = probe.ownServer(Map.of("clock.duration", three.toString()));
        Connection connection = own.get("/events");
        connection.awaitEnd(own.answer().plus(three));
        return ReceivedLines.of(connection);
    }

    @Check(number = 1, en = "It opens as an event stream", zh = "以事件流的形式打开", rule = "HTML 9.2.5", clauses = 1)
    void opens(Probe probe) {
        runs = new ClockRuns(probe);
        runs.first().requireEventStream();
    }

    @Check(
            number = 2,
            en = "Headers at once, and not cached",
            zh = "响应头立即发出，且不缓存",
            rule = "HTML 9.2.3",
            clauses = 2,
            needs = 1)
    void headersAtOnce(Probe probe) {
        runs.requireHeadersAtOnce();
        runs.first().requireNotCached();
    }

    @Check(
            number = 3,
            en = "Every event is an instant",
            zh = "每个事件都是一个时间点",
            rule = "HTML 9.2.6",
            clauses = 3,
            needs = 1)
    void everyEventIsAnInstant(Probe probe) {
        runs.requireInstants();
    }

    @Check(number = 4, en = "The time is now, and moves on", zh = "时间是当前时间，并且在前进", clauses = 4, needs = 3)
    void theTimeIsNow(Probe probe) {
        runs.requireRisingTime();
        runs.requireCurrentTime();
    }

    @Check(number = 5, en = "As many events as promised", zh = "事件数量正确", clauses = 5, needs = 3)
    void asManyAsPromised(Probe probe) {
        runs.requireCount();
        runs.requireCountOfConfig();
    }

    @Check(number = 6, en = "One per interval", zh = "每个间隔一个", clauses = 6, needs = 5)
    void onePerInterval(Probe probe) {
        runs.requireSpacing();
    }

    @Check(number = 7, en = "A clean end", zh = "干净地结束", rule = "RFC 9112 6.3", clauses = 7, needs = 6)
    void aCleanEnd(Probe probe) {
        runs.first().requireCleanEnd();
        runs.requireEndInTime();
    }

    @Check(number = 8, en = "Every client has its own run", zh = "每个客户端都有自己的一轮", clauses = 8, needs = 7)
    void everyClientHasItsOwnRun(Probe probe) {
        runs.second().requireInstants();
        runs.requireSideBySide();
        runs.second().requireOwnRun();
        runs.third().requireOwnRun();
    }
}
