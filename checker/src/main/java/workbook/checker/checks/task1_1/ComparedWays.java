package workbook.checker.checks.task1_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Polling;
import workbook.checker.probe.Probe;

/**
 * The three clients of a comparison. When a tick happened is not known to anybody but the server, so the stream that
 * has it first tells the moment.
 */
final class ComparedWays {

    /** The number in the answer to a poll, and when the answer came. */
    private record Polled(long number, long nanos) {}

    private final Probe probe;
    private final int ticks;
    private final Duration interval;
    private final TickEvents events;
    private final TickMessages messages;
    private final Polling polling;

    ComparedWays(Probe probe, int ticks) {
        this.probe = probe;
        this.ticks = ticks;
        this.interval = probe.duration(TickPace.INTERVAL);
        this.events = TickEvents.open(probe);
        this.messages = TickMessages.open(probe);
        this.polling = probe.polling("/poll");
    }

    Comparison measure() {
        events.requireTicks(1);
        messages.requireTicks(1);
        long before = Math.max(last(events), last(messages));
        List<Polled> polls = poll(before + 1);
        long needed = Math.max(before + ticks, polls.getLast().number());
        events.requireTicks((int) (needed - first(events) + 1));
        messages.requireTicks((int) (needed - first(messages) + 1));
        return new Comparison(
                ticks,
                new Comparison.Cost(
                        polling.cost().requests(),
                        polling.cost().connections(),
                        polling.cost().sent(),
                        polling.cost().received(),
                        median(polls, poll -> poll.nanos() - moment(poll.number()))),
                cost(events, before),
                cost(messages, before),
                CutInBrowser.look(probe));
    }

    private List<Polled> poll(long from) {
        List<Polled> polls = new ArrayList<>();
        long next = from;
        while (polls.size() < ticks) {
            events.requireTicks((int) (next - first(events) + 1));
            waitUntil(arrival(events, next) + interval.toNanos() / 2);
            long number = Poll.tick(Optional.of(polling.ask())).orElseThrow().asLong();
            polls.add(new Polled(number, System.nanoTime()));
            next = Math.max(next, number) + 1;
        }
        return polls;
    }

    /** A poller polls by the clock: here time itself is what is waited for. */
    static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Comparison.Cost cost(TickRun run, long before) {
        Connection connection = run.connection();
        long down = connection.bytesOfHead()
                + connection.bytesReceived(arrival(run, before + ticks))
                - connection.bytesReceived(arrival(run, before));
        List<Long> window =
                LongStream.rangeClosed(before + 1, before + ticks).boxed().toList();
        return new Comparison.Cost(
                1, 1, connection.bytesSent(), down, median(window, tick -> arrival(run, tick) - moment(tick)));
    }

    private long moment(long tick) {
        long one = arrival(events, tick);
        long other = arrival(messages, tick);
        return one - other < 0 ? one : other;
    }

    /** When a stream had a tick, by System.nanoTime(); when it had its first, for a tick from before it was opened. */
    private static long arrival(TickRun run, long number) {
        List<TickRun.Tick> all = run.ticks();
        int index = (int) (number - all.getFirst().number());
        return all.get(Math.max(0, index)).nanos();
    }

    private static long first(TickRun run) {
        return run.ticks().getFirst().number();
    }

    private static long last(TickRun run) {
        return run.ticks().getLast().number();
    }

    private static <T> Duration median(List<T> all, ToLongFunction<T> nanos) {
        List<Long> sorted = all.stream().map(nanos::applyAsLong).sorted().toList();
        int middle = sorted.size() / 2;
        long median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return Duration.ofNanos(Math.max(0, median));
    }
}
