package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.config.Config;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import io.helidon.webserver.websocket.WsRouting;

/** Serves one counter in three ways: by polling, as Server-Sent Events and over a WebSocket. */
final class ThreeWaysService implements HttpService {

    private final Counter counter;

    ThreeWaysService(Config tick) {
        counter = Counter.of(tick);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/poll", this::poll).get("/events", this::events);
    }

    /** The WebSocket has a routing of its own, beside that of HTTP: after its handshake no HTTP is spoken. */
    void webSocket(WsRouting.Builder rules) {
        rules.endpoint("/ws", () -> new TickSocket(counter)); // one listener per client
    }

    /** Answers with the tick as it is now. An answer from a cache would give an old one. */
    private void poll(ServerRequest req, ServerResponse res) {
        res.header(HeaderNames.CACHE_CONTROL, "no-store");
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        res.send(
                JsonNodeFactory.instance.objectNode().put("tick", counter.now()).toString());
    }

    /** Streams until the client leaves, and {@code emit} throws, or the server stops, and interrupts this thread. */
    private void events(ServerRequest req, ServerResponse res) {
        try (SseSink sink = res.sink(SseSink.TYPE)) {
            for (long tick = counter.now(); ; tick++) {
                counter.await(tick);
                sink.emit(SseEvent.create(Long.toString(tick)));
            }
        } catch (InterruptedException e) {
            // The server is stopping. The sink is closed by now; there is nothing left to do but return.
        }
    }
}
