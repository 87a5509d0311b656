package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;

/** Sends every message to every connected client, and refuses clients beyond the limit. */
final class BroadcastService implements HttpService {

    private final int queue;
    private final int maxClients;
    private final Duration heartbeat;

    BroadcastService(Config config) {
        queue = config.get("broadcast.queue").asInt().get();
        maxClients = config.get("broadcast.max-clients").asInt().get();
        heartbeat = config.get("heartbeat.interval").as(Duration.class).get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/messages", this::publish).get("/events", this::events).get("/clients", this::clients);
    }

    private void publish(ServerRequest req, ServerResponse res) throws IOException, InterruptedException {
        // TODO 3: read the text with RequestBody, frame it with EventStream, answer 202
        // TODO 5: put the same bytes into the queue of every client
        // TODO 6: let one publisher do this at a time
        // TODO 11: end the connection of a client whose queue is full
        res.status(Status.NOT_IMPLEMENTED_501).send("POST /messages is not written yet\n");
    }

    private void events(ServerRequest req, ServerResponse res) throws IOException {
        // TODO 12: refuse a client when all places are taken
        // TODO 1: set the content type and send a first comment
        // TODO 2: forbid caching
        // TODO 4: write what comes into this client's queue, in a loop
        // TODO 8: let a failed write end this loop and nothing else
        // TODO 9: write a heartbeat when nothing comes
        // TODO 10: write to this client in this thread only
        // TODO 13: give the place back in finally
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }

    private void clients(ServerRequest req, ServerResponse res) {
        // TODO 7: say how many are connected
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /clients is not written yet\n");
    }
}
