package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends back the event that a request describes, written to the response by hand. */
final class WireFormatService implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.post("/echo", this::echo);
    }

    /** Reads the whole event before it answers: once the 200 is on its way, a 400 comes too late. */
    private void echo(ServerRequest req, ServerResponse res) throws IOException {
        Event event;
        try {
            event = EventJson.read(req);
        } catch (IllegalArgumentException e) {
            refuse(res, e.getMessage());
            return;
        }
        send(res, event);
    }

    private static void send(ServerResponse res, Event event) throws IOException {
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        try (OutputStream out = new SlicedOutput(res.outputStream())) {
            out.write(event.encode().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static void refuse(ServerResponse res, String reason) {
        res.status(Status.BAD_REQUEST_400);
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        res.send(JsonNodeFactory.instance.objectNode().put("error", reason).toString());
    }
}
