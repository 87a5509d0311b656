package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.SecondLook;

/** How long a line takes from the file to everybody who watches it. */
final class LineDelay {

    private static final Duration LONGEST = Duration.ofMillis(500);
    private static final SecondLook LOOKS = new SecondLook(3);
    private static final int VIEWERS = 10;

    private final FollowedLog log;
    private final List<LogViewer> viewers;

    private LineDelay(FollowedLog log, List<LogViewer> viewers) {
        this.log = log;
        this.viewers = viewers;
    }

    static void require(FollowedLog log) {
        List<String> backlog = log.last(FollowedLog.BACKLOG);
        List<LogViewer> viewers =
                Stream.generate(() -> LogViewer.join(log)).limit(VIEWERS).toList();
        viewers.forEach(viewer -> viewer.requireNext(backlog));
        new LineDelay(log, viewers).require();
    }

    private void require() {
        LOOKS.require(
                slowest(),
                this::slowest,
                late -> late.after().compareTo(limit()) > 0 ? Optional.of(fault(late)) : Optional.empty());
    }

    /** The viewer that had to wait longest. */
    private record Late(LogViewer viewer, Duration after) {}

    private Late slowest() {
        long written = System.nanoTime();
        List<String> line = log.append(1);
        Late slowest = new Late(viewers.getFirst(), Duration.ZERO);
        for (LogViewer viewer : viewers) {
            viewer.requireNext(line);
            Duration after = Duration.ofNanos(viewer.lines().getLast().nanos() - written);
            slowest = after.compareTo(slowest.after()) > 0 ? new Late(viewer, after) : slowest;
        }
        return slowest;
    }

    private Duration limit() {
        return LONGEST.plus(log.server().slack());
    }

    private CheckFailure fault(Late late) {
        return Fault.expected(text(
                        "a new line within 0.5 s (up to %.1f s is accepted)",
                        "新的一行在 0.5 秒内到达（最多容许 %.1f 秒）", Expectations.seconds(limit())))
                .received(text(
                        "%.1f s after it was written, and not once but %d times",
                        "写入后过了 %.1f 秒才到，而且 %d 次都是这样", Expectations.seconds(late.after()), LOOKS.looks()))
                .why(text("who watches a log wants to see what happens now", "看日志的人想看到此刻正在发生的事"))
                .likely(text("the file is looked at too seldom, or a flush is missing", "查看文件的间隔太长，或者没有 flush"))
                .on(late.viewer().now())
                .failure();
    }
}
