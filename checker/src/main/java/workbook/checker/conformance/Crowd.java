package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.probe.Connection;

/**
 * As many streams at once as may be open, the main one among them, each watched until something came on it.
 *
 * @param streams those beside the main one
 * @param since when the first of them was begun, by {@link System#nanoTime()}
 */
public record Crowd(Connection main, List<Connection> streams, long since) {

    private static final Duration SOMETHING = Duration.ofSeconds(2);

    static Crowd watch(Observation seen) {
        Connection main = seen.stream();
        Plan plan = seen.plan();
        if (plan.isGentle()) {
            throw new NotSeen(text(
                    "a server on another machine gets %d streams at once at most; --hard opens %d",
                    "对其他机器上的服务器最多同时打开 %d 个流；--hard 会打开 %d 个", plan.mostAtOnce(), 8));
        }
        seen.post();
        try (Places all = seen.budget().takeAll()) {
            long since = System.nanoTime();
            List<Connection> streams = all.openAll(text("stream", "流"), plan.endpoint().stream());
            streams.forEach(one -> one.awaitHead(seen.headLimit()));
            seen.causeEvents(2, main, Observation.SIDE_BY_SIDE);
            long limit = deadline(seen.scale().limit(SOMETHING));
            streams.forEach(one -> one.awaitEvents(1, until(limit)));
            Crowd crowd = new Crowd(main, streams, since);
            crowd.awaitLaggards(seen);
            return crowd;
        }
    }

    /**
     * What a busy machine has not read yet must not decide: a stream that others seem to starve may have ended, and one that
     * seems to go on may have ended as well.
     */
    private void awaitLaggards(Observation seen) {
        if (!mainLives() && streams.stream().allMatch(Crowd::isEmpty)) {
            return;
        }
        long first = deadline(Observation.reading());
        streams.forEach(one -> one.await(() -> !isEmpty(one), until(first)));
        main.awaitItemAfter(since, until(first));
        if (streams.stream().anyMatch(one -> isEmpty(one) && Observation.isEndedByServer(one))) {
            seen.listening()
                    .waitsFor(text("the end of the other streams, as one ended with nothing", "其他流结束，因为有一个流没有内容就结束了"));
            long second = deadline(Observation.reading());
            all().forEach(one -> one.awaitEnd(until(second)));
        }
    }

    private static long deadline(Duration limit) {
        return System.nanoTime() + limit.toNanos();
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private Stream<Connection> all() {
        return Stream.concat(Stream.of(main), streams.stream());
    }

    private static boolean isEmpty(Connection stream) {
        return stream.items().isEmpty();
    }

    /** Whether something came on the main stream beside the others. */
    public boolean mainLives() {
        return main.items().stream().anyMatch(item -> item.nanos() - since > 0);
    }

    /** Whether nothing came on a stream that others got something on. */
    public boolean isStarved(Connection stream) {
        return isEmpty(stream)
                && all().filter(other -> other == main ? mainLives() : !isEmpty(other))
                        .anyMatch(other -> isLike(other, stream));
    }

    /** A stream that has ended can be held to others only if those have not: else each of them ends by itself. */
    private static boolean isLike(Connection other, Connection stream) {
        return !Observation.isEndedByServer(stream) || !Observation.isEndedByServer(other);
    }
}
