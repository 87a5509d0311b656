package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/** Sends every client the time, once per interval, for as long as the configuration says. */
final class FirstStreamService implements HttpService {

    private final Duration interval;
    private final Duration duration;

    FirstStreamService(Config clock) {
        interval = clock.get("interval").as(Duration.class).get();
        duration = clock.get("duration").as(Duration.class).get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events);
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 1: open a sink
        // TODO 2: open it before anything else
        // TODO 3: emit an event
        // TODO 4: ask the clock each time
        // TODO 5: count the events
        // TODO 6: wait until the next one is due
        // TODO 7: close the sink, and return
        // TODO 8: keep the state of a run in this method
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }
}
