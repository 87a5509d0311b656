package workbook.checker.checks.task3_2;

import static workbook.checker.checks.timing.Heartbeat.seconds;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Optional;
import workbook.checker.checks.timing.Heartbeat;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/**
 * How often one client hears the heart beat while nothing happens.
 *
 * @param intervals how long is counted
 */
record Pace(Heartbeat heartbeat, Listener client, int intervals) {

    /** In fewer of them a pause of the machine would look like haste, and haste like a pause. */
    private static final int MANY = 150;

    Pace(Heartbeat heartbeat, Listener client) {
        this(heartbeat, client, 1);
    }

    /** A new client of a server with so short an interval that only many of them can be counted. */
    static Pace fast(Probe probe) {
        return new Pace(new Heartbeat(probe), Listener.open(probe), MANY);
    }

    /** So many heartbeats came in this time. */
    record Beats(Pace pace, int count, Duration length) {

        boolean areTooMany() {
            return count
                    > (double) pace.accepted()
                            * length.toNanos()
                            / pace.window().toNanos();
        }

        Optional<CheckFailure> tooOften() {
            return areTooMany() ? Optional.of(pace.tooOften(count, length)) : Optional.empty();
        }
    }

    /** A quarter more than the contract says: one at the edge of the interval, and some that the machine held back. */
    private int accepted() {
        return Heartbeat.most(intervals) + (intervals + 1) / 2;
    }

    private Duration window() {
        return heartbeat.interval().multipliedBy(intervals);
    }

    /** Counts those of the intervals that begin with this moment of System.nanoTime(), and waits for their end. */
    Beats over(long from) {
        long end = from + window().toNanos();
        client.connection()
                .await(
                        () -> client.heartbeats(from, end) > accepted(),
                        Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        long until = Math.max(end, System.nanoTime()); // a busy machine may come back late, and read all of it then
        return new Beats(this, client.heartbeats(from, until), Duration.ofNanos(until - from));
    }

    Beats now() {
        return over(System.nanoTime());
    }

    private CheckFailure tooOften(int count, Duration length) {
        return fault(text(
                        "%d heartbeats in %.1f s, again and again", "%2$.1f 秒内有 %1$d 次心跳，一再如此", count, seconds(length)))
                .likely(
                        text(
                                "the time of the wait is a number in the code, or heartbeat.interval in whole seconds, where a part of a second becomes 0. With poll: poll(interval.toNanos(), TimeUnit.NANOSECONDS)",
                                "等待的时间写死在代码里，或者把 heartbeat.interval 取成了整秒，不足一秒就成了 0。用 poll 时应写 poll(interval.toNanos(), TimeUnit.NANOSECONDS)"))
                .failure();
    }

    Fault fault(Text received) {
        return Fault.expected(text(
                        "one heartbeat in each interval without an event, and at most %d in %.1f s",
                        "没有事件时每个间隔一次心跳，%2$.1f 秒内最多 %1$d 次", Heartbeat.most(intervals), seconds(window())))
                .received(received)
                .why(text(
                        "whoever runs the server sets the interval, and every heartbeat to every client costs a packet; on a phone it also wakes the radio",
                        "间隔由运维人员设定；每次心跳都要给每个客户端发一个数据包，在手机上还会唤醒无线模块"))
                .on(client.connection());
    }
}
