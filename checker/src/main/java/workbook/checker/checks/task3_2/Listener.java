package workbook.checker.checks.task3_2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;

/** One client of task 3.2, and how long it heard nothing. Moments are those of {@link System#nanoTime()}. */
final class Listener {

    /** A stretch in which nothing came, and the moment of what ended it. */
    record Silence(Duration length, long end) {}

    private final Probe probe;
    private final Connection connection;
    private final long opened;
    private final List<Received> received = new ArrayList<>();
    private final Map<String, Long> arrivals = new HashMap<>();
    private int known;

    /** An event that holds a post, or a piece of one, with the mark of the post. */
    record Received(String mark, StreamItem.Event event) {}

    private Listener(Probe probe, Connection connection) {
        this.probe = probe;
        this.connection = connection;
        probe.requireHead(connection);
        this.opened = System.nanoTime();
    }

    static Listener open(Probe probe) {
        return new Listener(probe, probe.get("/events"));
    }

    static Listener openThroughProxy(Probe probe, Duration idle) {
        return new Listener(probe, probe.getThroughIdleCut("/events", idle));
    }

    Connection connection() {
        return connection;
    }

    long opened() {
        return opened;
    }

    void requireOpening() {
        Expectations.requireEventStream(probe, connection);
        Expectations.requireNotCached(probe, connection);
    }

    /**
     * The silence that begins with {@code since}, or with what follows it within {@code settled}. Waits for its end.
     *
     * @return empty if it lasts longer than {@code limit}, or until the end of the stream
     */
    Optional<Silence> silence(long since, Duration settled, Duration limit) {
        long settledAt = since + settled.toNanos();
        long until = settledAt + limit.toNanos();
        connection.awaitItemAfter(settledAt, Duration.ofNanos(Math.max(0, until - System.nanoTime())));
        List<Long> signs = connection.items().stream().map(ArrivedItem::nanos).toList();
        long from = signs.stream()
                .filter(at -> at - since >= 0 && at - settledAt <= 0)
                .reduce(since, (earlier, later) -> later);
        return signs.stream()
                .filter(at -> at - settledAt > 0)
                .findFirst()
                .map(end -> new Silence(Duration.ofNanos(end - from), end))
                .filter(silence -> silence.length().compareTo(limit) <= 0);
    }

    /** How many heartbeats came between two moments. */
    int heartbeats(long from, long to) {
        return (int) connection.items(StreamItem.Comment.class).stream()
                .filter(comment -> comment.nanos() - from >= 0 && comment.nanos() - to < 0)
                .filter(comment -> CommentForm.isHeartbeat(comment.item()))
                .count();
    }

    /** Waits for a post, or a piece of it. */
    boolean awaitPost(String mark) {
        return connection.await(() -> arrival(mark).isPresent(), probe.answer());
    }

    boolean awaitPosts(Set<String> marks) {
        return connection.await(() -> hasAll(marks), probe.answer());
    }

    private synchronized boolean hasAll(Set<String> marks) {
        look();
        return arrivals.keySet().containsAll(marks);
    }

    synchronized Optional<Long> arrival(String mark) {
        look();
        return Optional.ofNullable(arrivals.get(mark));
    }

    /** The pieces of posts that this client received, in order. */
    synchronized List<Received> received() {
        look();
        return List.copyOf(received);
    }

    private void look() {
        List<ArrivedItem<StreamItem>> fresh = connection.itemsAfter(known);
        known += fresh.size();
        for (ArrivedItem<StreamItem> arrived : fresh) {
            if (arrived.item() instanceof StreamItem.Event event) {
                PostedMessages.mark(event).ifPresent(mark -> {
                    received.add(new Received(mark, event));
                    arrivals.putIfAbsent(mark, arrived.nanos());
                });
            }
        }
    }

    boolean open() {
        return connection.awaitEnd(Duration.ZERO).isEmpty();
    }
}
