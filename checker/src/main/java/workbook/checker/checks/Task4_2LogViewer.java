package workbook.checker.checks;

import static workbook.checker.text.Text.text;

import workbook.checker.probe.Check;
import workbook.checker.probe.Checks;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;

/** {@code GET /events} shows a log while it is written, whatever happens to its file. */
@Checks
final class Task4_2LogViewer {

    private static final int LINES = 30;
    private static final int VIEWERS = 10;

    private LogScene log;
    private LogScene late;

    @Check(number = 1, en = "It opens at once, and is not cached", zh = "立即打开，且不缓存", rule = "HTML 9.2.3")
    void opens(Probe probe) {
        Connection connection = probe.get("/events");
        Expectations.requireEventStream(probe, connection);
        Expectations.requireNotCached(probe, connection);
        log = LogScene.withLines(probe, LINES);
        late = LogScene.withoutFile(probe);
        probe.atOnce(2, n -> (n == 0 ? log : late).startAhead());
    }

    @Check(number = 2, en = "The last lines come first", zh = "先来最后几行", rule = "contract 4.2", needs = 1)
    void theLastLinesComeFirst(Probe probe) {
        LogViewer.join(log)
                .requireNext(
                        log.last(LogScene.BACKLOG),
                        text(
                                "the file is not read from its end: log.backlog complete lines, and no more",
                                "没有从文件末尾往回数：应是最后 log.backlog 个完整的行，不多不少"));
    }

    @Check(number = 3, en = "A new line comes at once", zh = "新的一行马上就到", rule = "contract 4.2", needs = 2)
    void aNewLineComesAtOnce(Probe probe) {
        LogDelay.of(log, VIEWERS)
                .require(text("the file is looked at too seldom, or a flush is missing", "查看文件的间隔太长，或者没有 flush"));
    }

    @Check(number = 4, en = "A line waits for its end", zh = "一行要等到写完", rule = "contract 4.2", needs = 3)
    void aLineWaitsForItsEnd(Probe probe) {
        LogPieces.require(log);
    }

    @Check(number = 5, en = "A line arrives as it is", zh = "每一行原样到达", rule = "contract 4.2", needs = 3)
    void aLineArrivesAsItIs(Probe probe) {
        LogTexts.require(log);
    }

    @Check(number = 6, en = "A line that is too long is cut", zh = "太长的行要截断", rule = "contract 4.2", needs = 3)
    void aLongLineIsCut(Probe probe) {
        LogLongLines.require(log);
    }

    @Check(number = 7, en = "Fifty thousand lines at once", zh = "一次来五万行", rule = "contract 4.2", needs = 3)
    void manyLinesAtOnce(Probe probe) {
        LogFlood.requireAll(log);
    }

    @Check(
            number = 8,
            en = "A viewer that stands still delays nobody",
            zh = "有人停住不读，不耽误别人",
            rule = "contract 4.2",
            needs = 7)
    void standingStillDelaysNobody(Probe probe) {
        LogFlood.requireNoDelay(log);
    }

    @Check(number = 9, en = "Resume behind an id", zh = "从 id 之后接着发", rule = "HTML 9.2.4", needs = 3)
    void resume(Probe probe) {
        new LogResume(log).requireByHeader();
    }

    @Check(number = 10, en = "The id in the address", zh = "地址里的 id", rule = "contract 4.2", needs = 9)
    void theIdInTheAddress(Probe probe) {
        new LogResume(log).requireByAddress();
    }

    @Check(number = 11, en = "An id of no use", zh = "无效的 id", rule = "contract 4.2", needs = 9)
    void anIdOfNoUse(Probe probe) {
        LogUselessIds.requireCalm(probe);
        new LogUselessIds(log).require();
    }

    @Check(number = 12, en = "No seam between old and new", zh = "旧行与新行之间没有缝隙", rule = "contract 4.2", needs = 9)
    void noSeam(Probe probe) {
        LogSeam.require(log);
    }

    @Check(number = 13, en = "The file is cut short", zh = "文件被截短", rule = "contract 4.2", needs = 3)
    void cutShort(Probe probe) {
        LogRotation.requireTruncation(log);
    }

    @Check(number = 14, en = "The file is renamed away", zh = "文件被改名换走", rule = "contract 4.2", needs = 13)
    void renamedAway(Probe probe) {
        LogRotation.requireRename(log);
    }

    @Check(number = 15, en = "The file is not there yet", zh = "文件还不存在", rule = "contract 4.2", needs = 3)
    void notThereYet(Probe probe) {
        LogRotation.requireLate(late);
    }

    @Check(
            number = 16,
            en = "An id from before a rotation",
            zh = "轮转之前的 id",
            rule = "contract 4.2",
            needs = {11, 13, 14})
    void anIdFromBeforeARotation(Probe probe) {
        LogRotation.requireOldIds(log);
    }

    @Check(number = 17, en = "Only this file is read", zh = "只读这一个文件", rule = "contract 4.2", needs = 2)
    void onlyThisFile(Probe probe) {
        OnlyThisFile.require(log);
    }
}
