package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;

/** One tick per interval, in one of several runs. */
final class TickPace {

    static final String INTERVAL = "tick.interval";

    private static final int TICKS = 6;
    private static final int MORE_TICKS = 12;
    private static final SecondLook LOOKS = new SecondLook(3);

    private final Probe probe;
    private final Duration interval;

    private TickPace(Probe probe) {
        this.probe = probe;
        this.interval = probe.duration(INTERVAL);
    }

    static void require(Probe probe, TickRun run, Supplier<? extends TickRun> again) {
        TickPace pace = new TickPace(probe);
        LOOKS.require(pace.fault(run, TICKS), () -> pace.faultOf(again.get()), Function.identity());
        requireNoPast(run, again);
    }

    /** Who comes when some ticks have passed begins with the newest. */
    private static void requireNoPast(TickRun known, Supplier<? extends TickRun> stream) {
        long opened = System.nanoTime();
        TickRun newcomer = stream.get();
        newcomer.requireNoPast(known, opened);
        newcomer.connection().close();
    }

    /** The fault of a run that only this look needs. */
    private Optional<CheckFailure> faultOf(TickRun another) {
        Optional<CheckFailure> fault = fault(another, MORE_TICKS);
        another.connection().close();
        return fault;
    }

    private Optional<CheckFailure> fault(TickRun run, int count) {
        run.requireTicks(count);
        List<TickRun.Tick> ticks = run.ticks();
        // The first tick may come at once, in mid-interval, so its gap says nothing.
        List<Duration> gaps = IntStream.range(2, ticks.size())
                .mapToObj(i ->
                        Duration.ofNanos(ticks.get(i).nanos() - ticks.get(i - 1).nanos()))
                .sorted()
                .toList();
        Duration median = gaps.get(gaps.size() / 2);
        Duration span = Duration.ofNanos(ticks.getLast().nanos() - ticks.get(1).nanos());
        Duration wanted = interval.multipliedBy(gaps.size());
        boolean burst = median.compareTo(interval.dividedBy(2)) < 0 && span.compareTo(wanted.dividedBy(2)) < 0;
        boolean held = median.compareTo(interval.dividedBy(5)) < 0;
        boolean slow = span.compareTo(wanted.multipliedBy(3).dividedBy(2).plus(probe.slack())) > 0;
        return burst || held || slow ? Optional.of(fault(run, median, held, slow)) : Optional.empty();
    }

    private CheckFailure fault(TickRun run, Duration median, boolean held, boolean slow) {
        return Fault.expected(text("%s every %d ms", "每 %2$d 毫秒%1$s", run.one(), interval.toMillis()))
                .received(text("%d ms between two of them (median)", "相邻两个间隔 %d 毫秒（中位数）", median.toMillis()))
                .why(text(
                        "the counter grows by one per interval, and each tick is sent when it happens",
                        "计数器每个间隔加一，每次计数一到就发出"))
                .likely(
                        held && run.ticks().getFirst().number() == 0
                                ? TickRun.FROM_THE_START
                                : held && !slow
                                        ? text(
                                                "the loop does not wait for the next tick, or several are collected and sent together",
                                                "循环没有等待下一个计数，或者攒了几个一起发")
                                        : text(
                                                "the wait is not the %s of the config, or a unit is mixed up",
                                                "等待的不是配置里的 %s，或者单位弄混了", INTERVAL))
                .on(run.connection())
                .failure();
    }
}
