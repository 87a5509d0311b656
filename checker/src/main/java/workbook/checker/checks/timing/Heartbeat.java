package workbook.checker.checks.timing;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** The interval of task 3.2, and how far from it a server may be. */
public record Heartbeat(Probe probe) {

    private static final Duration PROMPT = Duration.ofSeconds(1);

    public Duration interval() {
        return probe.duration("heartbeat.interval");
    }

    /** A silence that is longer is worth a warning (contract 3.2 C5). */
    public Duration late() {
        return interval().multipliedBy(6).dividedBy(5).plus(probe.slack());
    }

    /** A silence that is longer has no heartbeat in it (contract 3.2 C4). */
    public Duration silent() {
        return interval().multipliedBy(3).dividedBy(2).plus(probe.slack());
    }

    /** How many heartbeats may come in so many intervals without an event (contract 3.2 C5). */
    public static int most(int intervals) {
        return 2 * intervals;
    }

    /** A message that takes longer has waited for a heartbeat or a poll. */
    public Duration prompt() {
        Duration half = interval().dividedBy(2);
        return (half.compareTo(PROMPT) < 0 ? half : PROMPT).plus(probe.slack());
    }

    /** Bytes that come sooner than this after others belong to them: a greeting, or a block of more than one line. */
    public Duration settled() {
        return interval().dividedBy(4);
    }

    /** The silence that an idle proxy allows: longer than that before a heartbeat which is as late as it may be. */
    public Duration proxyIdle() {
        return silent().plus(probe.slack());
    }

    /** {@code at least every 1.5 s}, and how that comes about. */
    public Text wanted() {
        Text contract = text("15 s", "15 秒");
        return probe.fast()
                ? text(
                        "a comment \"heartbeat\" after %.1f s without an event (the clock is fast: %s is %.1f s here)",
                        "%.1f 秒没有事件就发一条注释 \"heartbeat\"（快速时钟：%s在这里是 %.1f 秒）",
                        seconds(interval()),
                        contract,
                        seconds(interval()))
                : text(
                        "a comment \"heartbeat\" after %.1f s without an event",
                        "%.1f 秒没有事件就发一条注释 \"heartbeat\"", seconds(interval()));
    }

    public static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
