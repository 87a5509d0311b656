package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** What one client of a stream is told of the counter, in the order in which it came. */
abstract sealed class TickRun permits TickEvents, TickMessages {

    /**
     * A number that the server sent.
     *
     * @param nanos when the number came, as {@link System#nanoTime()}
     * @param start offset in the body of the event or frame that holds the number
     */
    record Tick(long number, long nanos, long start) {}

    /** The text of an event or a message, which should be a number. */
    record Said(String text, long nanos, long start) {}

    static final Text FROM_THE_START = text(
            "the loop begins with tick 0, and sends all that has passed; begin with counter.now()",
            "循环从计数 0 开始，把已经过去的计数全部发了出去；应当从 counter.now() 开始");

    final Probe probe;
    private final Duration interval;

    TickRun(Probe probe) {
        this.probe = probe;
        this.interval = probe.duration(TickPace.INTERVAL);
    }

    abstract Connection connection();

    /** The events or messages that came so far, numbers or not. */
    abstract List<Said> said();

    /** The failure when nothing came that could be a tick; it says what came instead. */
    abstract CheckFailure nothing(Duration waited);

    /** The word for one of its items: "an event" or "a message". */
    abstract Text one();

    /** Fails when the stream has ended; the failure says how it ended, and the likely cause. */
    abstract void requireOpen(Text likely);

    final List<Tick> ticks() {
        return said().stream().map(this::tick).toList();
    }

    private Tick tick(Said said) {
        if (!said.text().matches("\\d{1,18}")) {
            throw Fault.expected(text("the tick as a bare number, such as 42", "只有数字本身，例如 42"))
                    .received(same("\"" + WireText.escape(Clip.characters(said.text(), 80)) + "\""))
                    .why(text(
                            "%s holds the number and nothing else: the client reads it as it is",
                            "%s里只有这个数字：客户端直接读取", one()))
                    .likely(text(
                            "the JSON of /poll, or words around the number; Long.toString(tick) is all",
                            "发的是 /poll 的 JSON，或者数字前后还有文字；只要 Long.toString(tick)"))
                    .at(connection(), said.start(), text("no bare number", "不只是数字"))
                    .failure();
        }
        return new Tick(Long.parseLong(said.text()), said.nanos(), said.start());
    }

    /** The limit for a number of ticks. */
    final Duration limit(int ticks) {
        return interval.multipliedBy(2L * ticks + 2).plus(probe.react());
    }

    /** Waits for a number of ticks in all, and leaves it to the caller to see whether they came. */
    final void await(int count) {
        connection().await(() -> said().size() >= count, limit(count));
    }

    final boolean hasEnded() {
        return connection().endedAt().isPresent();
    }

    /** Fails unless a number of ticks came in all, without a gap. */
    final void requireTicks(int count) {
        await(count);
        List<Tick> ticks = ticks();
        requireNoHole(ticks);
        if (ticks.size() < count) {
            throw ticks.isEmpty() ? nothing(limit(count)) : stopped(count, ticks.size());
        }
    }

    /** Fails unless a number of ticks come from now on, without a gap. */
    final void requireMore(int count) {
        requireTicks(said().size() + count);
    }

    /**
     * Fails if this run begins with what had passed when it was opened, and catches up. The tick that was the newest then
     * may come at once. A run that stays behind counts for itself, which is another fault.
     *
     * @param known another run
     * @param opened when this one was opened, as {@link System#nanoTime()}
     */
    final void requireNoPast(TickRun known, long opened) {
        requireTicks(1);
        long newest = known.newest(opened);
        Tick first = ticks().getFirst();
        if (first.number() < newest - 1 && catchesUpWith(known)) {
            throw Fault.expected(text("%d or the next as the first tick", "第一个计数是 %d 或下一个", newest))
                    .received(
                            text("%d, which had passed before this client came", "%d，它在这个客户端到来之前就已经过去", first.number()))
                    .why(text(
                            "a client is told of the ticks from its coming on: what has passed is no news",
                            "客户端得到的是它到来之后的计数：已经过去的不算新消息"))
                    .likely(FROM_THE_START)
                    .at(connection(), first.start(), text("long ago", "早已过去"))
                    .failure();
        }
    }

    private boolean catchesUpWith(TickRun known) {
        return connection()
                .await(
                        () -> {
                            long now = System.nanoTime();
                            return newest(now) >= known.newest(now) - 1;
                        },
                        interval);
    }

    private void requireNoHole(List<Tick> ticks) {
        int wrong = IntStream.range(1, ticks.size())
                .filter(i -> ticks.get(i).number() != ticks.get(i - 1).number() + 1)
                .findFirst()
                .orElse(0);
        if (wrong > 0) {
            throw hole(ticks.get(wrong - 1).number(), ticks.get(wrong));
        }
    }

    private CheckFailure hole(long before, Tick wrong) {
        Text likely = wrong.number() > before + 1
                ? text(
                        "the loop asks for the newest tick and sends that; count on from the last one that was sent",
                        "循环里取的是最新的计数再发出；应当从上一个发出的数继续往下数")
                : wrong.number() == before
                        ? text(
                                "the loop looks more often than the counter ticks; wait for the next tick",
                                "循环转得比计数器快；应当等待下一次计数")
                        : text(
                                "two threads write to one client, or the counter started again",
                                "两个线程在写同一个客户端，或者计数器重新开始了");
        return Fault.expected(text("%d after %d", "%2$d 之后是 %1$d", before + 1, before))
                .received(text("%d after %d", "%2$d 之后是 %1$d", wrong.number(), before))
                .why(text(
                        "a poller may miss a tick, a stream may not: that is what the connection is kept open for",
                        "轮询可以错过某次计数，流不可以：保持连接就是为了这个"))
                .likely(likely)
                .at(connection(), wrong.start(), text("not the next tick", "不是下一个计数"))
                .failure();
    }

    private CheckFailure stopped(int wanted, int came) {
        requireOpen(text("the method or the thread that sends returns after a few ticks", "发送计数的方法或线程，发了几次就返回了"));
        return Fault.expected(text("%d ticks, one each %d ms", "%d 次计数，每 %d 毫秒一次", wanted, interval.toMillis()))
                .received(text(
                        "%d, then nothing for the rest of %.1f s",
                        "%d 次，之后直到 %.1f 秒都没有", came, Expectations.seconds(limit(wanted))))
                .why(text("each tick goes out when it happens", "计数一到就发出去"))
                .likely(text(
                        "the wait is not the %s of the config, or the loop ends",
                        "等待的不是配置里的 %s，或者循环结束了", TickPace.INTERVAL))
                .on(connection())
                .failure();
    }

    /** The newest number that had come by a moment; the number before the first one if none had come. */
    final long newest(long nanos) {
        List<Tick> ticks = ticks();
        return ticks.stream()
                .filter(tick -> tick.nanos() - nanos <= 0)
                .reduce((one, other) -> other)
                .map(Tick::number)
                .orElseGet(() -> ticks.getFirst().number() - 1);
    }
}
