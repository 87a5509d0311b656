package workbook.checker.conformance;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import workbook.checker.http.HeaderField;
import workbook.checker.wire.WireRequest;

/**
 * What a run does.
 *
 * @param watch how long the main stream is watched
 * @param post the request that causes an event; empty if the probe only watches
 * @param origin the origin for which CORS is judged; empty if it is not
 * @param restart starts the server again on the same port; empty if the probe did not start it
 * @param pid the process of the server; empty if nothing is counted
 * @param nginx whether the stream is judged behind nginx as well
 * @param browser whether the stream is opened in a browser as well
 * @param browserPath the browser that an option names
 * @param remote whether the server is on another machine
 * @param hard whether bad input is sent and many connections are opened although it is
 */
public record Plan(
        Endpoint endpoint,
        Duration watch,
        Optional<WireRequest> post,
        Optional<URI> origin,
        Optional<Runnable> restart,
        OptionalLong pid,
        boolean nginx,
        boolean browser,
        Optional<Path> browserPath,
        boolean remote,
        boolean hard,
        TimeScale scale) {

    /** How long the main stream is watched if nobody says otherwise. */
    public static final Duration USUAL_WATCH = Duration.ofSeconds(30);

    /** With a shorter watch no client of nginx gets older than its timeout. */
    private static final Duration PAST_NGINX = ReverseProxy.READ_TIMEOUT.plusSeconds(5);

    private static final int MOST = 8;
    private static final int MOST_REMOTE = 3;

    /** A run that only watches. */
    public static Plan of(Endpoint endpoint) {
        return new Plan(
                endpoint,
                USUAL_WATCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                false,
                false,
                Optional.empty(),
                false,
                false,
                TimeScale.REAL);
    }

    /** Whether only what no server can mind is sent. */
    public boolean isGentle() {
        return remote && !hard;
    }

    /** Connections that may be open at once. */
    public int mostAtOnce() {
        return isGentle() ? MOST_REMOTE : MOST;
    }

    /** Whether a client behind nginx is watched from the begin to the end. */
    public boolean agesBehindNginx() {
        return nginx && !isGentle() && watch.compareTo(PAST_NGINX) >= 0;
    }

    /** Connections that are open from the begin to the end: the main stream, and perhaps one behind nginx. */
    private int held() {
        return agesBehindNginx() ? 2 : 1;
    }

    /** Connections that may be open at once beside those. */
    int besideHeld() {
        return mostAtOnce() - held();
    }

    public Plan at(URI uri) {
        return with(endpoint.at(uri));
    }

    Plan with(Endpoint other) {
        return new Plan(other, watch, post, origin, restart, pid, nginx, browser, browserPath, remote, hard, scale);
    }

    /** The same for so long a watch. */
    public Plan watching(Duration time) {
        return new Plan(endpoint, time, post, origin, restart, pid, nginx, browser, browserPath, remote, hard, scale);
    }

    /** The same, judged behind nginx and in a browser as well, or not. */
    public Plan through(boolean proxy, boolean page) {
        return new Plan(endpoint, watch, post, origin, restart, pid, proxy, page, browserPath, remote, hard, scale);
    }

    /** The same with a request that causes an event. */
    public Plan causedBy(WireRequest cause) {
        return new Plan(
                endpoint,
                watch,
                Optional.of(cause),
                origin,
                restart,
                pid,
                nginx,
                browser,
                browserPath,
                remote,
                hard,
                scale);
    }

    /** The same on another scale of time. */
    public Plan on(TimeScale other) {
        return new Plan(endpoint, watch, post, origin, restart, pid, nginx, browser, browserPath, remote, hard, other);
    }

    /** The same for other pages, and with another way to start the server again. */
    public Plan with(Optional<URI> pages, Optional<Runnable> again) {
        return new Plan(endpoint, watch, post, pages, again, pid, nginx, browser, browserPath, remote, hard, scale);
    }

    /** What keeps the secrets of this plan out of a report. */
    public Secrecy secrecy() {
        List<HeaderField> fields = new ArrayList<>(endpoint.headers());
        List<URI> uris = new ArrayList<>(List.of(endpoint.uri()));
        post.ifPresent(request -> {
            fields.addAll(request.headers());
            uris.add(request.uri());
        });
        return Secrecy.of(fields, uris);
    }
}
