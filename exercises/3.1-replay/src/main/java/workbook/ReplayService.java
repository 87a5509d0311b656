package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/** Takes messages and streams them. A client that comes back gets what it missed, or learns that it is gone. */
final class ReplayService implements HttpService {

    private final MessageLog log;
    private final Duration retry;

    ReplayService(Config replay) {
        log = new MessageLog(replay.get("capacity").asInt().get());
        retry = replay.get("retry").as(Duration.class).get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).post("/messages", this::publish);
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 1: open the stream before anything is there to send
        // TODO 3: write each message that comes next
        // TODO 4: begin with the retry time
        // TODO 8: send a reset to a client that missed what is gone
        // TODO 12: write on this thread, under no lock
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }

    private void publish(ServerRequest req, ServerResponse res) {
        // TODO 2: take the message and answer with its id
        res.status(Status.NOT_IMPLEMENTED_501).send("POST /messages is not written yet\n");
    }
}
