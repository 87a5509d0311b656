package workbook;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** [[write: what this service does, in one sentence]] */
final class @service@ implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events);
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 1: open a sink
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }
}
