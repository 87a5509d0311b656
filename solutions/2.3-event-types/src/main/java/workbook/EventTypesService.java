package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.config.Config;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends every client notifications and updates in turn, one per interval, for as long as it stays. */
final class EventTypesService implements HttpService {

    private static final List<String> TYPES = List.of("notification", "update");

    private final long interval; // in nanoseconds, like everything that is compared with System.nanoTime()
    private final List<String> items;

    /** Refuses unusable settings when the server starts, not when the first client connects. */
    EventTypesService(Config feed) {
        this.interval = positive(feed.get("interval")).toNanos();
        this.items = List.copyOf(texts(feed.get("items")));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events);
    }

    /**
     * Never ends by itself. There are two ways out: the client has gone, and {@code emit} throws a
     * ServerConnectionException, which passes through to Helidon; or the server is stopping, and interrupts the sleep.
     */
    private void events(ServerRequest req, ServerResponse res) {
        try (SseSink sink = res.sink(SseSink.TYPE)) {
            long due = System.nanoTime();
            for (long n = 1; ; n++) {
                sink.emit(event(n));
                due = following(due);
                sleepUntil(due);
            }
        } catch (InterruptedException e) {
            // The server is stopping. The sink is closed by now; there is nothing left to do but return.
        }
    }

    private SseEvent event(long n) {
        return SseEvent.builder()
                .name(inTurn(TYPES, n))
                .data(json(n, inTurn(items, n)))
                .build();
    }

    /** Takes the entry for event {@code n}, counted from 1. After the last entry the first comes again. */
    private static String inTurn(List<String> list, long n) {
        return list.get((int) ((n - 1) % list.size()));
    }

    /** The data as JSON, which is always one line: JSON writes a line break in a text as \n. */
    private static String json(long n, String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("n", n)
                .put("text", text)
                .toString();
    }

    /** One interval later. Events that were due while the client did not read are skipped, not sent in a burst. */
    private long following(long due) {
        long next = due + interval;
        long now = System.nanoTime();
        return next - now > 0 ? next : now;
    }

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

    private static List<String> texts(Config key) {
        List<String> texts = key.asList(String.class).get();
        if (texts.isEmpty() || texts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(key.key() + " must hold at least one text, and none that is empty");
        }
        return texts;
    }
}
