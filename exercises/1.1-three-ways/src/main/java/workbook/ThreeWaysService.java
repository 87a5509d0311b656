package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.websocket.WsRouting;

/** Serves one counter in three ways: by polling, as Server-Sent Events and over a WebSocket. */
final class ThreeWaysService implements HttpService {

    ThreeWaysService(Config tick) {
        // TODO 9: make one counter for all three, with Counter.of(tick)
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/poll", this::poll).get("/events", this::events);
    }

    /** The WebSocket has a routing of its own, beside that of HTTP: after its handshake no HTTP is spoken. */
    void webSocket(WsRouting.Builder rules) {
        // TODO 5: an endpoint at /ws
    }

    private void poll(ServerRequest req, ServerResponse res) {
        // TODO 1: answer with the tick, as JSON
        // TODO 2: keep the answer out of caches
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /poll is not written yet\n");
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 3: open a sink
        // TODO 4: emit every tick
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }
}
