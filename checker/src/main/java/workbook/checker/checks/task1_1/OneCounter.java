package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/**
 * A poll and several streams, asked at one moment, differ by one tick at most. A busy machine delivers late now and
 * then, so a server is wrong when it is wrong in half of the moments.
 */
final class OneCounter {

    private static final int MOMENTS = 6;

    private final Probe probe;
    private final List<TickRun> runs;

    /**
     * The numbers that all ways told at one moment.
     *
     * @param streams the newest tick of each stream
     * @param lowest the lowest number that a poll could answer if the counter were the same
     */
    private record Moment(Poll poll, long polled, List<Long> streams, long lowest, long highest) {

        boolean isRight() {
            long least = streams.stream().mapToLong(Long::longValue).min().orElseThrow();
            long most = streams.stream().mapToLong(Long::longValue).max().orElseThrow();
            return most - least <= 1 && polled >= lowest && polled <= highest;
        }

        boolean streamsAgree() {
            LongStream all = streams.stream().mapToLong(Long::longValue);
            var statistics = all.summaryStatistics();
            return statistics.getMax() - statistics.getMin() <= 1;
        }
    }

    /** @param runs an event stream and a WebSocket that have been open for long, and the same just opened */
    OneCounter(Probe probe, List<TickRun> runs) {
        this.probe = probe;
        this.runs = runs;
    }

    void require() {
        runs.forEach(run -> run.requireTicks(1));
        List<Moment> wrong = Stream.generate(this::look)
                .limit(MOMENTS)
                .filter(moment -> !moment.isRight())
                .toList();
        if (wrong.size() >= MOMENTS / 2) {
            throw failure(wrong.getLast());
        }
    }

    private Moment look() {
        long before = System.nanoTime();
        Poll poll = Poll.ask(probe);
        long polled = poll.requireTick();
        long after = System.nanoTime();
        runs.forEach(run -> run.requireMore(1)); // whatever was on its way has come by now
        List<Long> streams = runs.stream().map(run -> run.newest(after)).toList();
        long lowest = runs.stream().mapToLong(run -> run.newest(before)).max().orElseThrow() - 1;
        long highest = streams.stream().mapToLong(Long::longValue).min().orElseThrow() + 1;
        return new Moment(poll, polled, streams, lowest, highest);
    }

    private CheckFailure failure(Moment moment) {
        boolean own = !moment.streamsAgree();
        TickRun shown = own ? runs.getLast() : runs.getFirst();
        return Fault.expected(text("the same tick at the same moment, give or take one", "同一时刻是同一个计数，最多相差一"))
                .received(received(moment))
                .why(text("there is one counter, and three ways to learn of it", "计数器只有一个，了解它的方式有三种"))
                .likely(
                        own
                                ? text(
                                        "each client or each way counts by itself; make the counter once, in the constructor of the service",
                                        "每个客户端或每种方式都在自己数；计数器应当只创建一次，放在服务的构造函数里")
                                : text(
                                        "the poll has a counter of its own, counts polls, or answers with an old tick",
                                        "轮询用的是自己的计数器，数的是轮询次数，或者返回了旧的计数"))
                .on(moment.poll().connection())
                .on(shown.connection())
                .failure();
    }

    private Text received(Moment moment) {
        List<Text> told = new ArrayList<>(List.of(text("poll %d", "轮询 %d", moment.polled())));
        for (int i = 0; i < runs.size(); i++) {
            boolean late = i >= runs.size() / 2;
            long number = moment.streams().get(i);
            told.add(
                    runs.get(i) instanceof TickEvents
                            ? late
                                    ? text("a second event stream %d", "第二个事件流 %d", number)
                                    : text("event stream %d", "事件流 %d", number)
                            : late
                                    ? text("a second WebSocket %d", "第二个 WebSocket %d", number)
                                    : text("WebSocket %d", "WebSocket %d", number));
        }
        return told.stream().reduce((a, b) -> text("%s, %s", "%s，%s", a, b)).orElse(same(""));
    }
}
