package workbook.checker.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What one run is to do.
 *
 * @param streams one address for each node; the clients are spread over them
 * @param posts where events are posted to; empty if connections are only held
 * @param clients those that read, including the ones of the storm
 * @param storm how many of the clients leave and come back each second
 * @param slow further clients, which hardly read or do not read at all
 * @param slowSpeed bytes that such a client reads in a second
 * @param duration for how long events are posted, or connections are held
 * @param events the most that are posted
 * @param body what is posted; {@value #EVENT} stands for the event
 * @param size bytes of one event
 * @param headers lines such as {@code Authorization: …}, sent with every request
 * @param patience how long a run waits while nothing at all happens
 * @param pid process of the server, whose cost is measured
 * @param outages whether nodes may go away: a client that is cut off comes back, at any node, and must miss nothing; a
 *     post that is refused need not arrive
 */
public record Plan(
        List<URI> streams,
        List<URI> posts,
        int clients,
        int storm,
        int slow,
        int slowSpeed,
        Rate rate,
        Duration duration,
        OptionalInt events,
        String body,
        String contentType,
        int size,
        List<String> headers,
        Duration patience,
        OptionalLong pid,
        boolean outages) {

    /** The placeholder of the event in {@link #body()}. */
    public static final String EVENT = "{event}";

    private static final int OTHER_FILES = 64;

    /** How fast events are posted. */
    public sealed interface Rate {}

    /**
     * So many a second, whatever becomes of them. Latency counts from the moment at which each was due.
     *
     * @param atEach whether each node has a sender of its own that posts so many: all of them at the same moments. Else one
     *     sender posts to all nodes in turn
     */
    public record PerSecond(double events, boolean atEach) implements Rate {

        public PerSecond(double events) {
            this(events, false);
        }

        public static PerSecond atEach(double events) {
            return new PerSecond(events, true);
        }
    }

    /** As fast as events arrive, with so many under way at once. */
    public record AsTheyArrive(int underWay) implements Rate {}

    /** A plan with the usual values for everything that is seldom set. */
    public static Plan of(URI stream, URI post, int clients, Rate rate, Duration duration) {
        return new Plan(
                List.of(stream),
                List.of(post),
                clients,
                0,
                0,
                0,
                rate,
                duration,
                OptionalInt.empty(),
                EVENT,
                "text/plain; charset=utf-8",
                100,
                List.of(),
                Duration.ofSeconds(5),
                OptionalLong.empty(),
                false);
    }

    /** The addresses of all nodes. */
    String address() {
        return streams.stream().map(URI::toString).collect(Collectors.joining(", "));
    }

    /** How many post at the same time. Each has an order of its own; events of two may arrive in any. */
    int senders() {
        return rate instanceof PerSecond every && every.atEach() ? posts.size() : 1;
    }

    int connections() {
        return clients + slow;
    }

    int steady() {
        return clients - storm;
    }

    /** The number of files that such a run opens: every connection is one, jars and selectors are others. */
    public long files() {
        return (long) connections() + OTHER_FILES;
    }
}
