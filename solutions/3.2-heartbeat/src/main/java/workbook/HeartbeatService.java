package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.config.Config;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Sends every message to every client, and a heartbeat to each client that has been sent nothing for an interval. */
final class HeartbeatService implements HttpService {

    private final Registry registry;

    /** Refuses an unusable interval when the server starts, not when the first client connects. */
    HeartbeatService(Config heartbeat) {
        Duration interval = heartbeat.get("interval").as(Duration.class).get();
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("heartbeat.interval is " + interval + ", but must be more than nothing");
        }
        registry = new Registry(interval);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).post("/messages", this::publish);
    }

    /**
     * Holds its thread for as long as the client is there. The thread is virtual and this client's own, so waiting costs
     * next to nothing, and no other thread ever writes to this stream.
     *
     * <p>When the client has gone, a write fails. The exception passes through to Helidon, which closes the connection
     * without a word in the log.
     */
    private void events(ServerRequest req, ServerResponse res) throws IOException {
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        Client client = registry.join(); // before the headers are sent: a client that has them misses no message
        try (OutputStream out = new SlicedOutput(res.outputStream())) {
            client.writeTo(out);
        } catch (InterruptedException e) {
            // The server is stopping, or the queue was full. There is nothing left to do but leave.
        } finally {
            registry.leave(client);
        }
    }

    private void publish(ServerRequest req, ServerResponse res) throws IOException {
        String text;
        try {
            text = RequestBody.text(req);
        } catch (IllegalArgumentException e) {
            answer(res, Status.BAD_REQUEST_400, "error", e.getMessage());
            return;
        }
        answer(res, Status.CREATED_201, "id", registry.publish(text));
    }

    private static void answer(ServerResponse res, Status status, String key, String value) {
        res.status(status);
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        res.send(JsonNodeFactory.instance.objectNode().put(key, value).toString());
    }
}
