package workbook;

import io.helidon.config.Config;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Sends every client the time, once per interval, for as long as the configuration says. */
final class FirstStreamService implements HttpService {

    private final long interval; // in nanoseconds, like everything that is compared with System.nanoTime()
    private final long count;

    /** Refuses unusable settings when the server starts, not when the first client connects. */
    FirstStreamService(Config clock) {
        Duration interval = positive(clock.get("interval"));
        Duration duration = positive(clock.get("duration"));
        if (interval.compareTo(duration) > 0) {
            throw new IllegalArgumentException(
                    "clock.interval is " + interval + ", longer than clock.duration, which is " + duration);
        }
        this.interval = interval.toNanos();
        this.count = duration.toNanos() / this.interval;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events);
    }

    /**
     * Holds its thread for the whole run: Helidon ends the response when a handler returns. The thread is virtual and
     * this client's own, so waiting costs next to nothing, and nothing here is shared with another client.
     *
     * <p>When the client has gone, {@code emit} throws a ServerConnectionException. It passes through to Helidon, which
     * closes the connection without a word in the log.
     */
    private void events(ServerRequest req, ServerResponse res) {
        try (SseSink sink = res.sink(SseSink.TYPE)) {
            long start = System.nanoTime();
            for (long n = 1; n <= count; n++) {
                sink.emit(SseEvent.create(Instant.now().toString()));
                sleepUntil(start + n * interval);
            }
        } catch (InterruptedException e) {
            // The server is stopping. The sink is closed by now; there is nothing left to do but return.
        }
    }

    /**
     * Waits until a point in time rather than for a length of time: what it takes to send an event is not added to the
     * wait, so the run does not drift. A point that has passed is not waited for.
     */
    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    }

    private static Duration positive(Config key) {
        Duration value = key.as(Duration.class).get();
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key.key() + " is " + value + ", but must be more than nothing");
        }
        return value;
    }
}
