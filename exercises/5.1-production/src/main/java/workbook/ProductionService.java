package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.config.Config;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Streams messages as in 3.1, and says goodbye when the server stops: nobody is left in doubt, and nothing is lost. */
final class ProductionService implements HttpService {

    private final MessageLog log;
    private final Duration retry;
    private final Duration heartbeat;
    private final EndOfStreams endOfStreams;

    ProductionService(Config config) {
        log = new MessageLog(config.get("replay.capacity").asInt().get());
        retry = config.get("replay.retry").as(Duration.class).get();
        heartbeat = config.get("heartbeat.interval").as(Duration.class).get();
        endOfStreams = new EndOfStreams(log);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).post("/messages", this::publish);
    }

    @Override
    public void afterStart(WebServer server) {
        endOfStreams.register();
    }

    @Override
    public void afterStop() {
        endOfStreams.unregister();
    }

    /** For the tests, which send no signal. */
    EndOfStreams endOfStreams() {
        return endOfStreams;
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 1: stream the log as in 3.1, from the place of Last-Event-ID
        // TODO 2: write a heartbeat when nothing came in time
        // TODO 3: say bye, with a retry, when nothing will follow
        // TODO 6: answer 503 when the log is closed
        // TODO 7: tell a client of another process that it missed something
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }

    private void publish(ServerRequest req, ServerResponse res) throws IOException {
        String text;
        try {
            text = RequestBody.text(req);
        } catch (IllegalArgumentException e) {
            answer(res, Status.BAD_REQUEST_400, "error", e.getMessage());
            return;
        }
        if (text.isEmpty()) {
            answer(res, Status.BAD_REQUEST_400, "error", "body: got nothing, want a message of at least one character");
            return;
        }
        Optional<String> id = log.publish(text);
        if (id.isPresent()) {
            answer(res, Status.CREATED_201, "id", id.get());
        } else {
            stopping(res);
        }
    }

    /** Asks the sender to try again: the next instance will take the message. */
    private void stopping(ServerResponse res) {
        res.header(HeaderNames.RETRY_AFTER, Long.toString(Math.max(1, retry.toSeconds())));
        answer(res, Status.SERVICE_UNAVAILABLE_503, "error", "the server is stopping");
    }

    private static void answer(ServerResponse res, Status status, String key, String value) {
        res.status(status);
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        res.send(JsonNodeFactory.instance.objectNode().put(key, value).toString());
    }
}
