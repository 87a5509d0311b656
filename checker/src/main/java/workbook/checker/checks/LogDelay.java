package workbook.checker.checks;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/** How long a line takes from the file to everybody who watches it. */
final class LogDelay {

    private static final Duration LONGEST = Duration.ofMillis(500);
    private static final int TRIES = 3;

    private final LogScene scene;
    private final List<LogViewer> viewers;

    private LogDelay(LogScene scene, List<LogViewer> viewers) {
        this.scene = scene;
        this.viewers = viewers;
    }

    /** Viewers that have all there is. */
    static LogDelay of(LogScene scene, int viewers) {
        List<String> backlog = scene.last(LogScene.BACKLOG);
        List<LogViewer> all =
                Stream.generate(() -> LogViewer.join(scene)).limit(viewers).toList();
        all.forEach(viewer -> viewer.requireNext(backlog));
        return new LogDelay(scene, all);
    }

    /** A line is measured again before it counts as late: a machine may stop for a moment. */
    void require(Text likely) {
        Late late = new Late(viewers.getFirst(), Duration.ZERO);
        for (int i = 0; i < TRIES; i++) {
            late = slowest();
            if (late.after().compareTo(limit()) <= 0) {
                return;
            }
        }
        throw fault(late, likely);
    }

    /** The viewer that had to wait longest. */
    private record Late(LogViewer viewer, Duration after) {}

    private Late slowest() {
        long written = System.nanoTime();
        List<String> line = scene.append(1);
        Late slowest = new Late(viewers.getFirst(), Duration.ZERO);
        for (LogViewer viewer : viewers) {
            viewer.requireNext(line);
            Duration after = Duration.ofNanos(viewer.lines().getLast().nanos() - written);
            slowest = after.compareTo(slowest.after()) > 0 ? new Late(viewer, after) : slowest;
        }
        return slowest;
    }

    private Duration limit() {
        return LONGEST.plus(scene.server().slack());
    }

    private CheckFailure fault(Late late, Text likely) {
        return Fault.expected(text(
                        "a new line within 0.5 s (up to %.1f s is accepted)",
                        "新的一行在 0.5 秒内到达（最多容许 %.1f 秒）", Expectations.seconds(limit())))
                .received(text(
                        "%.1f s after it was written, and not once but %d times",
                        "写入后过了 %.1f 秒才到，而且 %d 次都是这样", Expectations.seconds(late.after()), TRIES))
                .why(text("who watches a log wants to see what happens now", "看日志的人想看到此刻正在发生的事"))
                .likely(likely)
                .on(late.viewer().now())
                .failure();
    }
}
