package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;

/** Sends every client notifications and updates in turn, one per interval, for as long as it stays. */
final class EventTypesService implements HttpService {

    private final Duration interval;
    private final List<String> items;

    EventTypesService(Config feed) {
        interval = feed.get("interval").as(Duration.class).get();
        items = feed.get("items").asList(String.class).get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events);
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 1: open a sink
        // TODO 2: open it before anything else
        // TODO 3: give each event its type
        // TODO 4: make its data with Jackson
        // TODO 5: count the events
        // TODO 6: wait until the next one is due, again and again
        // TODO 7: take the texts in turn
        // TODO 8: keep the state of a run in this method
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }
}
