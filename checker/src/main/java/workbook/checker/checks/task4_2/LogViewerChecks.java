package workbook.checker.checks.task4_2;

import java.util.List;
import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;

/** {@code GET /events} shows a log while it is written, whatever happens to its file; the page reads it. */
@Checks
final class LogViewerChecks {

    private FollowedLog log;
    private FollowedLog late;

    @Check(number = 1, en = "It opens at once, and is not cached", zh = "立即打开，且不缓存", rule = "HTML 9.2.3", clauses = 1)
    void opens(Probe probe) {
        Connection connection = probe.get("/events");
        Expectations.requireEventStream(probe, connection);
        Expectations.requireNotCached(probe, connection);
        log = Backlog.log(probe);
        late = FollowedLog.withoutFile(probe);
        FollowedLog quiet = FollowedLog.withLines(probe, 0);
        List<FollowedLog> logs = List.of(log, late, quiet);
        probe.atOnce(logs.size(), n -> logs.get(n).startAhead());
        quiet.run(QuietLog::requireOpen);
    }

    @Check(number = 2, en = "The last lines come first", zh = "先发送最后几行", clauses = 2, needs = 1)
    void theLastLinesComeFirst(Probe probe) {
        log.run(Backlog::require);
    }

    @Check(number = 3, en = "A new line comes at once", zh = "新的一行立即送达", clauses = 3, needs = 2)
    void aNewLineComesAtOnce(Probe probe) {
        log.run(LineDelay::require);
    }

    @Check(number = 4, en = "A line waits for its end", zh = "一行要等到写完", clauses = 4, needs = 3)
    void aLineWaitsForItsEnd(Probe probe) {
        log.run(LinePieces::require);
    }

    @Check(number = 5, en = "A line arrives as it is", zh = "每一行原样到达", clauses = 5, needs = 3)
    void aLineArrivesAsItIs(Probe probe) {
        log.run(OddLines::require);
    }

    @Check(
            number = 6,
            en = "A line that is too long is cut",
            zh = "太长的行要截断",
            clauses = {4, 6},
            needs = 4)
    void aLongLineIsCut(Probe probe) {
        log.run(LongLines::require);
    }

    @Check(
            number = 7,
            en = "Resume behind an id",
            zh = "从 id 之后接着发",
            rule = "HTML 9.2.4",
            clauses = 7,
            needs = {5, 6})
    void resume(Probe probe) {
        log.run(LogResume::requireByHeader);
    }

    @Check(number = 8, en = "The id in the address", zh = "地址里的 id", clauses = 8, needs = 7)
    void theIdInTheAddress(Probe probe) {
        log.run(LogResume::requireByAddress);
    }

    @Check(number = 9, en = "An id of no use", zh = "无效的 id", clauses = 9, needs = 7)
    void anIdOfNoUse(Probe probe) {
        UselessIds.requireCalm(probe);
        log.run(UselessIds::require);
    }

    @Check(
            number = 10,
            en = "No seam between old and new",
            zh = "旧行与新行之间没有缝隙",
            clauses = 10,
            needs = {4, 7})
    void noSeam(Probe probe) {
        log.run(LogSeam::require);
    }

    @Check(number = 11, en = "The file is cut short", zh = "文件被截短", clauses = 11, needs = 3)
    void cutShort(Probe probe) {
        log.run(LogRotation::requireTruncation);
    }

    @Check(number = 12, en = "The file is renamed away", zh = "文件改名，换成新文件", clauses = 12, needs = 11)
    void renamedAway(Probe probe) {
        log.run(LogRotation::requireRename);
    }

    @Check(number = 13, en = "The file is not there yet", zh = "文件还不存在", clauses = 12, needs = 12)
    void notThereYet(Probe probe) {
        late.run(LogRotation::requireLate);
    }

    @Check(
            number = 14,
            en = "An id from before a rotation",
            zh = "轮转之前的 id",
            clauses = 9,
            needs = {9, 11, 12})
    void anIdFromBeforeARotation(Probe probe) {
        log.run(LogRotation::requireOldIds);
    }

    @Check(
            number = 15,
            en = "Fifty thousand lines at once",
            zh = "一次写入五万行",
            clauses = 13,
            needs = {12, 14})
    void manyLinesAtOnce(Probe probe) {
        log.run(LineFlood::requireAll);
    }

    @Check(
            number = 16,
            en = "A viewer that stands still delays nobody",
            zh = "停止读取的查看者不影响其他查看者",
            clauses = 13,
            needs = 15)
    void standingStillDelaysNobody(Probe probe) {
        log.run(LineFlood::requireNoDelay);
    }

    @Check(number = 17, en = "Only this file is read", zh = "只读这一个文件", clauses = 14, needs = 2)
    void onlyThisFile(Probe probe) {
        log.run(ForbiddenFile::require);
    }

    @Check(number = 18, en = "The page shows the log", zh = "页面显示日志", clauses = 15)
    void thePageShowsTheLog(Probe probe) {
        PageChecks.requireLines(probe);
        PageChecks.requireAfterACut(probe);
    }

    @Check(number = 19, en = "Text stays text", zh = "文本就是文本", clauses = 16, needs = 18)
    void textStaysText(Probe probe) {
        PageChecks.requireText(probe);
    }

    @Check(number = 20, en = "Pause and resume", zh = "暂停与继续", clauses = 17, needs = 18)
    void pauseAndResume(Probe probe) {
        PageChecks.requirePause(probe);
        PageChecks.requireReset(probe);
    }

    @Check(number = 21, en = "Follow the end", zh = "跟随最新", clauses = 18, needs = 18)
    void followTheEnd(Probe probe) {
        PageChecks.requireFollow(probe);
    }

    @Check(number = 22, en = "Filter the lines", zh = "筛选日志行", clauses = 19, needs = 18)
    void filterTheLines(Probe probe) {
        PageChecks.requireFilter(probe);
    }

    @Check(number = 23, en = "A thousand lines are kept", zh = "只保留一千行", clauses = 20, needs = 18)
    void aThousandLinesAreKept(Probe probe) {
        PageChecks.requireLimit(probe);
        PageChecks.requireLimitOfWaiting(probe);
    }
}
