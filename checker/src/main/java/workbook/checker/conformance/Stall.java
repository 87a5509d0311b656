package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;

/**
 * The main stream while another client does not read.
 *
 * @param slow the client that did not read
 * @param bytes that came on the main stream meanwhile
 * @param silence the longest time without anything on the main stream meanwhile
 * @param usual the longest time without anything on it before
 * @param wentOn whether something came on the main stream as soon as the slow client had left
 */
public record Stall(Connection main, Connection slow, long bytes, Duration silence, Duration usual, boolean wentOn) {

    /** Longer than any stream that sends now and then is silent by chance. */
    private static final Duration STOPPED = Duration.ofSeconds(5);

    private static final Duration HELD = Duration.ofSeconds(8);
    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final int SMALL_BUFFER = 4 << 10;

    /** Whether the main stream stood still while the slow client was there, and went on without it. */
    public boolean isSuspicious(TimeScale scale) {
        return silence.compareTo(scale.of(STOPPED)) > 0
                && silence.compareTo(usual.multipliedBy(3).dividedBy(2)) > 0
                && main.eventCount() > 0
                && wentOn;
    }

    static Stall watch(Observation seen) {
        Connection main = seen.stream();
        seen.post();
        main.awaitEnd(seen.scale().of(BEFORE));
        Duration usual = longest(
                times(main, Long.MIN_VALUE), main.exchange().log().getFirst().nanos(), System.nanoTime());
        return watch(seen, usual);
    }

    /** A second look, which knows how silent the main stream was before the first one. */
    Stall again(Observation seen) {
        return watch(seen, usual);
    }

    private static Stall watch(Observation seen, Duration usual) {
        Connection main = seen.stream();
        // Other rules must not look at a stream that stands still because of this one.
        try (Places alone = seen.budget().takeAll()) {
            Connection slow = alone.open(
                    text("a client that does not read", "不读取的客户端"),
                    seen.plan().endpoint().stream(),
                    ConnectionBudget.LIMITS.withReceiveBuffer(SMALL_BUFFER));
            slow.awaitHead(seen.headLimit());
            slow.stopReading();
            long since = System.nanoTime();
            long before = main.exchange().received();
            main.awaitEnd(seen.scale().of(HELD));
            long until = System.nanoTime();
            long bytes = main.exchange().received() - before;
            Duration silence = longest(times(main, since), since, until);
            slow.reset();
            boolean wentOn = main.awaitItemAfter(until, seen.scale().limit(Duration.ofSeconds(2)));
            return new Stall(main, slow, bytes, silence, usual, wentOn);
        }
    }

    private static List<Long> times(Connection connection, long since) {
        List<Long> times = new ArrayList<>();
        for (ArrivedItem<StreamItem> item : connection.items()) {
            if (item.nanos() > since) {
                times.add(item.nanos());
            }
        }
        return times;
    }

    private static Duration longest(List<Long> times, long from, long to) {
        long longest = 0;
        long last = from;
        for (long time : times) {
            longest = Math.max(longest, time - last);
            last = time;
        }
        return Duration.ofNanos(Math.max(longest, to - last));
    }
}
