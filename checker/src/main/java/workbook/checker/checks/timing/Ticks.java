package workbook.checker.checks.timing;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.sse.StreamItem;

/** The bands of time of a stream that sends one event an interval, whatever is in the event. */
public final class Ticks {

    private static final SecondLook LOOKS = new SecondLook(4);

    /** On the fast clock an interval is so short that a machine may be held up for several of them. */
    private static final SecondLook HEADER_LOOKS = new SecondLook(10);

    /** Timers of some systems tick so seldom, and a wait behind each event is that much too long every time. */
    private static final Duration TIMER = Duration.ofMillis(20);

    private final Probe probe;
    private final String key;
    private final Duration interval;

    /** @param key of {@code application.yaml} that holds the interval */
    public Ticks(Probe probe, String key) {
        this.probe = probe;
        this.key = key;
        this.interval = probe.duration(key);
    }

    /** Headers do not wait for the first event. The quickest of several answers counts. */
    public void requireHeadersAtOnce(Connection first) {
        HEADER_LOOKS.require(
                headersHeld(first),
                () -> headersHeldAgain(first.request().uri().getPath()),
                held -> held ? Optional.of(lateHeaders(first)) : Optional.empty());
    }

    private boolean headersHeldAgain(String path) {
        Connection again = probe.get(path);
        boolean held = headersHeld(again);
        again.reset();
        return held;
    }

    private static CheckFailure lateHeaders(Connection connection) {
        return Fault.expected(text("headers at once", "响应头立即到达"))
                .received(text(
                        "headers after %d ms, together with the first event",
                        "%d 毫秒后才收到响应头，与第一个事件一起到达", headAt(connection).toMillis()))
                .browser(text(
                        "stays in CONNECTING, and open fires only with the first event",
                        "一直处于 CONNECTING，直到第一个事件到达才触发 open"))
                .why(text(
                        "a client must know at once that the stream is open, even when the first event is far away",
                        "即使第一个事件还很远，客户端也要立刻知道流已打开"))
                .likely(text(
                        "the sink is made, or the first byte flushed, only after the first wait",
                        "先等待，之后才创建 sink 或 flush 第一个字节"))
                .on(connection)
                .failure();
    }

    /** The headers came late, and the first event right behind them. */
    private boolean headersHeld(Connection connection) {
        probe.requireHead(connection);
        Duration late = interval.multipliedBy(8).dividedBy(10);
        if (headAt(connection).compareTo(late) < 0) {
            return false;
        }
        connection.awaitEvents(1, interval.multipliedBy(3).plus(probe.answer()));
        return connection.events().stream()
                .findFirst()
                .map(event -> event.at().minus(headAt(connection)).compareTo(late.dividedBy(4)) < 0)
                .orElse(false);
    }

    private static Duration headAt(Connection connection) {
        return connection.headAt().orElse(Duration.ZERO);
    }

    /**
     * What is wrong with the gaps between these events; empty when they are within the band. A machine that is held up
     * makes some gaps long and others short: a server is too slow when even its short ones are too long.
     */
    public Optional<CheckFailure> spacingFault(Connection connection, List<ArrivedItem<StreamItem.Event>> events) {
        List<Duration> at = events.stream().map(ArrivedItem::at).toList();
        List<Duration> gaps = IntStream.range(1, at.size())
                .mapToObj(i -> at.get(i).minus(at.get(i - 1)))
                .sorted()
                .toList();
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        Duration median = gaps.get(gaps.size() / 2);
        Duration span = at.getLast().minus(at.getFirst());
        Duration wanted = interval.multipliedBy(gaps.size());
        boolean burst = median.compareTo(interval.dividedBy(2)) < 0 || span.compareTo(wanted.dividedBy(2)) < 0;
        boolean late = gaps.get(gaps.size() / 4)
                        .compareTo(interval.multipliedBy(5).dividedBy(4).plus(TIMER))
                > 0;
        boolean slow =
                late || span.compareTo(wanted.multipliedBy(3).dividedBy(2).plus(probe.slack())) > 0;
        return burst || slow ? Optional.of(spacing(connection, median, burst)) : Optional.empty();
    }

    private CheckFailure spacing(Connection connection, Duration median, boolean burst) {
        return Fault.expected(text("one event every %d ms", "每 %d 毫秒一个事件", interval.toMillis()))
                .received(text("%d ms between two events (median)", "相邻事件间隔 %d 毫秒（中位数）", median.toMillis()))
                .why(text("a stream delivers each event when it happens", "流在事件发生时就送达"))
                .likely(
                        burst
                                ? text(
                                        "events are collected and sent together: flush after each, and wait between them",
                                        "事件被攒在一起发送：每个事件之后都要 flush，事件之间要等待")
                                : text(
                                        "the wait is not the %s of the config, or a unit is mixed up",
                                        "等待的不是配置里的 %s，或者单位弄混了", key))
                .on(connection)
                .failure();
    }
}
