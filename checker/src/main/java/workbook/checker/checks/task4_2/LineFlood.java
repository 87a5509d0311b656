package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/** Very many lines, for viewers that read and for one that does not. */
final class LineFlood {

    private static final int LINES = 50_000;

    /** Together more than any known kernel keeps for one connection. */
    private static final int LONG_LINES = 6_000;

    private static final int CHARACTERS = 1_000;
    private static final String FILLING = ", one of fifty thousand";

    private static final Text LOST = text(
            "a buffer or queue was full, and what did not fit was left out; or the end of one read and the begin of the next do not meet",
            "缓冲区或队列满了，放不下的被丢掉；或者两次读取首尾没有接上");

    private LineFlood() {}

    /** Nothing is lost and nothing comes twice, however much comes at once. */
    static void requireAll(FollowedLog log) {
        List<LogViewer> viewers = List.of(LogViewer.join(log), LogViewer.join(log));
        List<String> backlog = log.last(FollowedLog.BACKLOG);
        viewers.forEach(viewer -> viewer.requireNext(backlog));
        List<String> lines = log.make(LINES, FILLING);
        log.append(lines);
        viewers.forEach(viewer -> viewer.requireNext(lines, LOST));
        List<String> one = log.append(1);
        viewers.forEach(viewer -> viewer.requireNext(one, LOST));
    }

    /** One viewer takes nothing, another goes on as if it were alone. */
    static void requireNoDelay(FollowedLog log) {
        List<String> backlog = log.last(FollowedLog.BACKLOG);
        LogViewer still = LogViewer.joinWithSmallBuffers(log);
        LogViewer other = LogViewer.join(log);
        still.requireNext(backlog);
        other.requireNext(backlog);
        still.now().stopReading();
        List<String> lines = log.make(LONG_LINES, " " + "~".repeat(CHARACTERS));
        log.append(lines);
        requireMoving(other, lines);
        requireMoving(other, log.append(1));
        requireTold(still, lines);
    }

    private static void requireMoving(LogViewer other, List<String> lines) {
        if (!other.await(other.seen() + lines.size())) {
            throw Fault.expected(text("lines go on, though one viewer has stopped reading", "即使有一个查看者停下不读，别人照样收到新行"))
                    .received(text(
                            "%d of %d lines", "%2$d 行中的 %1$d 行", other.lines().size() - other.seen(), lines.size()))
                    .why(text("one slow viewer must not hold up the others", "一个慢的查看者不能拖住别人"))
                    .likely(text(
                            "one thread reads the file and writes to all viewers: a full socket stops it; let each viewer's own thread write",
                            "同一个线程既读文件又向所有查看者写：套接字一满就停住；应由每个查看者自己的线程来写"))
                    .on(other.now())
                    .failure();
        }
        other.requireNext(lines, LOST);
    }

    /** The viewer that stood still reads on. It gets what it missed, or is cut and gets it when it comes back. */
    private static void requireTold(LogViewer still, List<String> lines) {
        still.now().resumeReading();
        Duration limit = still.probe().answer();
        still.await(still.seen() + lines.size());
        int got = Math.clamp(still.lines().size() - still.seen(), 0, lines.size());
        boolean cut = got < lines.size() && still.now().awaitEnd(limit).isPresent();
        still.requireNext(lines.subList(0, cut ? got : lines.size()), LOST);
        if (cut) {
            still.left().comeBack().requireNext(lines.subList(got, lines.size()), LOST);
        }
    }
}
