package workbook.checker.checks.timing;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** The bands of time of a stream that sends one event an interval, whatever is in the event. */
public final class Ticks {

    private static final SecondLook LOOKS = new SecondLook(4);

    /** On the fast clock an interval is so short that a machine may be held up for several of them. */
    private static final SecondLook HEADER_LOOKS = new SecondLook(10);

    /** Timers of some systems tick so seldom, and a wait behind each event is that much too long every time. */
    private static final Duration TIMER = Duration.ofMillis(20);

    /** The part of an interval that headers take which wait for an event. */
    private static final double HELD = 0.8;

    private static final double HALF = 0.5;

    private final Probe probe;
    private final String key;
    private final Duration interval;

    /** @param key of {@code application.yaml} that holds the interval */
    public Ticks(Probe probe, String key) {
        this.probe = probe;
        this.key = key;
        this.interval = probe.duration(key);
    }

    /**
     * Headers do not wait for the first event. The quickest of several answers counts. The first event of a process may come
     * long behind its headers, however late these are: it loads what makes an event. So that excuses no late headers there.
     */
    public void requireHeadersAtOnce(Connection first) {
        probe.requireHead(first);
        HEADER_LOOKS.require(
                HeadersAtOnce.areLate(first, part(HELD)),
                () -> headersHeldAgain(first.request().uri().getPath()),
                held -> held ? Optional.of(lateHeaders(first)) : Optional.empty());
    }

    /**
     * The same where all clients share the moments of the events, so that headers which wait for one may come soon by
     * chance. Few of them count as held up, and two that are not are enough.
     *
     * @param behindAMoment opens a connection right behind such a moment: the next one is a whole interval away
     */
    public void requireHeadersAtOnce(Supplier<Connection> behindAMoment) {
        int held = 0;
        for (int atOnce = 0; atOnce < 2; ) {
            Connection connection = behindAMoment.get(); // it stays: one that leaves is for another check
            if (!headersHeld(connection, HALF)) {
                atOnce++;
            } else if (++held == 6) {
                throw lateHeaders(connection);
            }
        }
    }

    private boolean headersHeldAgain(String path) {
        Connection again = probe.get(path);
        boolean held = headersHeld(again, HELD);
        again.reset();
        return held;
    }

    private static CheckFailure lateHeaders(Connection connection) {
        return Fault.expected(text("headers at once", "响应头立即到达"))
                .received(text(
                        "headers after %d ms, together with the first event",
                        "%d 毫秒后才收到响应头，与第一个事件一起到达",
                        HeadersAtOnce.headAt(connection).toMillis()))
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
    private boolean headersHeld(Connection connection, double share) {
        probe.requireHead(connection);
        if (!HeadersAtOnce.areLate(connection, part(share))) {
            return false;
        }
        connection.awaitEvents(1, interval.multipliedBy(3).plus(probe.answer()));
        return connection.events().stream()
                .findFirst()
                .map(event -> HeadersAtOnce.isRightBehind(connection, event.at(), part(share)))
                .orElse(false);
    }

    private Duration part(double share) {
        return Duration.ofNanos((long) (interval.toNanos() * share));
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
        boolean inSeconds = burst && interval.toSeconds() == 0 && isWholeSeconds(gaps.getLast());
        boolean atOnce = inSeconds
                || burst
                        && span.compareTo(wanted.dividedBy(5)) < 0
                        && at.getFirst().minus(HeadersAtOnce.headAt(connection)).compareTo(interval.multipliedBy(2))
                                < 0;
        return burst || slow
                ? Optional.of(spacing(connection, median, atOnce ? unwaited() : burst ? collected() : otherWait()))
                : Optional.empty();
    }

    private static boolean isWholeSeconds(Duration gap) {
        return gap.toSeconds() > 0 && gap.toMillis() % 1000 < 100;
    }

    private CheckFailure spacing(Connection connection, Duration median, Text likely) {
        return Fault.expected(text("one event every %d ms", "每 %d 毫秒一个事件", interval.toMillis()))
                .received(text("%d ms between two events (median)", "相邻事件间隔 %d 毫秒（中位数）", median.toMillis()))
                .why(text("a stream delivers each event when it happens", "流在事件发生时就送达"))
                .likely(likely)
                .on(connection)
                .failure();
    }

    private Text unwaited() {
        return interval.toSeconds() > 0
                ? text("there is no wait between two events, or it is over before it begins", "事件之间没有等待，或者等待还没开始就已结束")
                : text(
                        "there is no wait between two events, or it is in whole seconds, of which %d ms have none (toSeconds() is 0)",
                        "事件之间没有等待，或者按整秒等待，而 %d 毫秒不足一秒（toSeconds() 为 0）", interval.toMillis());
    }

    private static Text collected() {
        return text(
                "events are collected and sent together: flush after each, and wait between them",
                "事件被攒在一起发送：每个事件之后都要 flush，事件之间要等待");
    }

    private Text otherWait() {
        return text("the wait is not the %s of the config, or a unit is mixed up", "等待的不是配置里的 %s，或者单位弄混了", key);
    }
}
