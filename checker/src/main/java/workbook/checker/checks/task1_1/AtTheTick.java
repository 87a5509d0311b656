package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;

/**
 * Many clients that come when the counter grows. What a server does wrong by asking for the newest tick shows itself there,
 * and to one client only by chance.
 */
record AtTheTick<T extends TickRun>(List<T> runs) {

    private static final int CLIENTS = 24;

    /** So long before the tick the first of them acts: a server needs some time to hear of it. */
    private static final Duration EARLY = Duration.ofMillis(4);

    /** As many as a loop needs to drift over the tick that it began before. */
    private static final int TICKS = 7;

    /** @param known a run that has had two ticks: it tells when the next one comes */
    static <T extends TickRun> AtTheTick<T> open(Probe probe, TickRun known, Supplier<T> stream) {
        await(probe, known);
        return new AtTheTick<>(Stream.generate(stream).limit(CLIENTS).toList());
    }

    private static void await(Probe probe, TickRun known) {
        long interval = probe.duration(TickPace.INTERVAL).toNanos();
        long before = known.ticks().getLast().nanos() - EARLY.toNanos();
        ComparedWays.waitUntil(System.nanoTime() + Math.floorMod(before - System.nanoTime(), interval));
    }

    /** Each of them gets each tick. Then they go. */
    void requireTicks() {
        runs.forEach(run -> run.requireTicks(TICKS));
        runs.forEach(run -> run.connection().close());
    }

    /** The first of them leaves without a word, as a client does whose machine dies; the others are left. */
    AtTheTick<T> leave() {
        T leaves = runs.getFirst();
        leaves.requireTicks(1);
        leaves.connection().reset();
        return new AtTheTick<>(runs.subList(1, runs.size()));
    }

    /** A client that leaves disturbs no other. */
    void requireOthersStay(TickRun other) {
        int wanted = other.said().size() + 3;
        other.await(wanted);
        if (other.said().size() < wanted) {
            throw Fault.expected(text("the other clients go on", "其他客户端继续收到计数"))
                    .received(
                            other.hasEnded()
                                    ? text("another one was closed, too", "另一个客户端也被关闭了")
                                    : text("no more ticks come to another one", "另一个客户端也不再收到计数"))
                    .why(text("a client that leaves disturbs nobody", "一个客户端离开，不该影响任何人"))
                    .likely(text(
                            "one loop sends to all clients, and ended when the write to the one that left threw: give each client a loop of its own",
                            "所有客户端共用一个循环，向已断开的客户端写入时抛出异常，循环随之结束：应当让每个客户端有自己的循环"))
                    .on(other.connection())
                    .failure();
        }
    }
}
