package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.probe.Connection;

/**
 * The stream as two clients of nginx get it, while the main stream goes on beside them.
 *
 * @param defaults behind nothing but {@code proxy_pass}
 * @param unbuffered behind {@code proxy_buffering off}
 * @param direct how many events the main stream got meanwhile
 * @param watched how long all three were watched
 */
public record BehindNginx(Connection defaults, Connection unbuffered, int direct, Duration watched) {

    private static final int EVENTS = 3;

    /** What the main stream has may still be on its way through nginx. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    static BehindNginx watch(Observation seen) {
        Connection main = seen.stream();
        ReverseProxy proxy = seen.proxy();
        seen.post();
        try (Places places = seen.budget().take(2)) {
            Connection defaults =
                    places.openApart(text("a client of nginx", "nginx 的客户端"), proxy.withDefaults().stream());
            Connection unbuffered = places.openApart(
                    text("a client of nginx with proxy_buffering off", "proxy_buffering off 的 nginx 的客户端"),
                    proxy.unbuffered().stream());
            long begun = System.nanoTime();
            int before = main.eventCount();
            seen.cause();
            main.awaitEvents(before + EVENTS, seen.scale().limit(Observation.SIDE_BY_SIDE));
            int direct = main.eventCount() - before;
            defaults.awaitEvents(1, seen.scale().limit(GRACE));
            unbuffered.awaitEvents(1, seen.scale().limit(GRACE));
            Duration watched = seen.scale().told(Duration.ofNanos(System.nanoTime() - begun));
            return new BehindNginx(defaults, unbuffered, direct, watched);
        }
    }

    /** Whether a client got the stream, and something on it. */
    public static boolean isLive(Connection client) {
        return EventStreams.isReadable(client) && client.eventCount() > 0;
    }
}
