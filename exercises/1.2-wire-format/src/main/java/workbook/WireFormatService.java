package workbook;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Sends back the event that a request describes, written to the response by hand. */
final class WireFormatService implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.post("/echo", this::echo);
    }

    /** {@link EventJson} reads the event for you; {@link Event} is where it becomes text. */
    private void echo(ServerRequest req, ServerResponse res) {
        // TODO 1: say that this is an event stream
        // TODO 2: write the event as UTF-8, then end
        // TODO 12: answer bad input with 400
        // TODO 13: forbid caching
        // TODO 14: keep nothing from one request to the next
        res.status(Status.NOT_IMPLEMENTED_501).send("POST /echo is not written yet\n");
    }
}
