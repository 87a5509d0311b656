package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;

/** Sends every message to every client, and a heartbeat to each client that has been sent nothing for an interval. */
final class HeartbeatService implements HttpService {

    private final Duration interval;

    HeartbeatService(Config heartbeat) {
        interval = heartbeat.get("interval").as(Duration.class).get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).post("/messages", this::publish);
    }

    /** {@link RequestBody} reads the text for you. */
    private void publish(ServerRequest req, ServerResponse res) throws IOException {
        // TODO 2: put the message where the handlers wait for it, then answer 201
        // TODO 3: into the queue of every client, in one order
        res.status(Status.NOT_IMPLEMENTED_501).send("POST /messages is not written yet\n");
    }

    private void events(ServerRequest req, ServerResponse res) throws IOException {
        // TODO 1: open the stream, and send something at once
        // TODO 4: wait for a message, but not for ever
        // TODO 5: wait as long as the interval says
        // TODO 7: give each client a queue and a wait of its own
        // TODO 8: wait again after a message
        // TODO 9: beat on and on
        // TODO 10: let only this thread write to this client
        // TODO 11: let a failed write end it, and take the queue away
        // TODO 12: end this client and no other
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }
}
