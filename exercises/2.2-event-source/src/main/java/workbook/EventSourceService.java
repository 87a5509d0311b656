package workbook;

import io.helidon.config.Config;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.util.List;

/** Given: a stream to look at. The work of this task is in {@code src/main/resources/web/app.js}. */
final class EventSourceService implements HttpService {

    private static final List<String> LINES = List.of(
            "Good morning",
            "Two lines\nin one message",
            "早上好，这里是浏览器",
            "<b>This is no markup</b>, only text",
            "An emoji: 🎉");

    private final Duration interval;
    private final int messages;

    EventSourceService(Config demo) {
        interval = demo.get("interval").as(Duration.class).get();
        messages = demo.get("messages").asInt().get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events);
    }

    private void events(ServerRequest req, ServerResponse res) {
        try (SseSink sink = res.sink(SseSink.TYPE)) {
            for (int n = 1; n <= messages; n++) {
                sink.emit(SseEvent.create(n + ": " + LINES.get((n - 1) % LINES.size())));
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            // The server is stopping.
        }
    }
}
