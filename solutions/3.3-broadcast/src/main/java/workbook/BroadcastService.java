package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Optional;
import workbook.scaled.ScaledBroadcast;

/** Sends every message to every connected client, and refuses clients beyond the limit. */
final class BroadcastService implements HttpService {

    private final Limits limits;
    private final Broadcast broadcast;

    BroadcastService(Config config) {
        limits = Limits.of(config);
        broadcast = broadcast(config.get("broadcast.engine").asString().get());
    }

    private Broadcast broadcast(String engine) {
        return switch (engine) {
            case "plain" -> new Registry(limits);
            case "scaled" -> ScaledBroadcast.start(limits, EventStream.heartbeat());
            default ->
                throw new IllegalArgumentException("broadcast.engine is " + engine + ", but must be plain or scaled");
        };
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/messages", this::publish).get("/events", this::events).get("/clients", this::clients);
    }

    @Override
    public void afterStop() {
        broadcast.close();
    }

    private void publish(ServerRequest req, ServerResponse res) throws IOException, InterruptedException {
        byte[] block;
        try {
            block = EventStream.message(RequestBody.text(req));
        } catch (IllegalArgumentException e) {
            json(res.status(Status.BAD_REQUEST_400), object().put("error", e.getMessage()));
            return;
        }
        broadcast.publish(block);
        res.status(Status.ACCEPTED_202).send();
    }

    /** Takes the place before the first byte of the answer is sent: a client that has the headers misses no message. */
    private void events(ServerRequest req, ServerResponse res) throws IOException {
        Optional<? extends Place> free = broadcast.join();
        if (free.isEmpty()) {
            refuse(res);
            return;
        }
        try (Place place = free.get()) {
            place.serve(open(res));
        } catch (InterruptedException e) {
            // Its queue was full, or the server is stopping. There is nothing left to do but leave.
        }
    }

    private static OutputStream open(ServerResponse res) {
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        return new SlicedOutput(res.outputStream());
    }

    /** A client that has gone is noticed within two heartbeats, so it is not worth asking again any sooner. */
    private void refuse(ServerResponse res) {
        long seconds = Math.max(1, limits.heartbeat().multipliedBy(2).toSeconds());
        res.status(Status.SERVICE_UNAVAILABLE_503).header(HeaderNames.RETRY_AFTER, Long.toString(seconds));
        json(res, object().put("error", "all " + limits.maxClients() + " places are taken"));
    }

    private void clients(ServerRequest req, ServerResponse res) {
        json(res, object().put("connected", broadcast.size()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void json(ServerResponse res, ObjectNode body) {
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        res.send(body.toString());
    }
}
