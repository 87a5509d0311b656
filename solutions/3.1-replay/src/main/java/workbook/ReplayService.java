package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.config.Config;
import io.helidon.http.HeaderName;
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
import java.time.Duration;

/** Takes messages and streams them. A client that comes back gets what it missed, or learns that it is gone. */
final class ReplayService implements HttpService {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    /** How long a stream may be silent (HTML 9.2.7): only a failing write shows that a client has gone. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private static final byte[] COMMENT = utf8(":\n\n");

    private final MessageLog log;
    private final byte[] retry;

    ReplayService(Config replay) {
        log = new MessageLog(replay.get("capacity").asInt().get());
        retry = utf8("retry: " + replay.get("retry").as(Duration.class).get().toMillis() + "\n\n");
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).post("/messages", this::publish);
    }

    /**
     * Asks the log what comes next and writes it, over and over. The thread is virtual and this client's own: when the
     * client reads slowly, a write blocks here, and nobody else waits.
     */
    private void events(ServerRequest req, ServerResponse res) throws IOException {
        long place = place(req); // before the headers are sent: a client that has them misses nothing
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        try (OutputStream out = new SlicedOutput(res.outputStream())) {
            out.write(retry);
            out.flush();
            while (true) {
                MessageLog.Next next = log.awaitAfter(place, QUIET);
                write(out, next);
                place = next.place();
            }
        } catch (InterruptedException e) {
            // The server is stopping. The stream ends here; the client will reconnect to the next process.
        }
    }

    private long place(ServerRequest req) {
        return req.headers()
                .first(LAST_EVENT_ID)
                .filter(id -> !id.isEmpty())
                .map(log::placeOf)
                .orElseGet(log::end);
    }

    private static void write(OutputStream out, MessageLog.Next next) throws IOException {
        if (next.missed()) {
            out.write(reset(next));
        } else if (next.messages().isEmpty()) {
            out.write(COMMENT);
        }
        for (Message message : next.messages()) {
            out.write(message.block());
        }
        out.flush();
    }

    /** The reset event. It has no id: a client that is cut off here must come back with the id that it had. */
    private static byte[] reset(MessageLog.Next next) {
        String oldest =
                next.messages().isEmpty() ? null : next.messages().getFirst().id();
        return utf8(
                "event: reset\ndata: " + JsonNodeFactory.instance.objectNode().put("oldest", oldest) + "\n\n");
    }

    private void publish(ServerRequest req, ServerResponse res) throws IOException {
        String text;
        try {
            text = RequestBody.text(req);
        } catch (IllegalArgumentException e) {
            refuse(res, e.getMessage());
            return;
        }
        if (text.isEmpty()) {
            refuse(res, "body: got nothing, want a message of at least one character");
            return;
        }
        answer(res, Status.CREATED_201, "id", log.publish(text));
    }

    private static void refuse(ServerResponse res, String reason) {
        answer(res, Status.BAD_REQUEST_400, "error", reason);
    }

    private static void answer(ServerResponse res, Status status, String key, String value) {
        res.status(status);
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        res.send(JsonNodeFactory.instance.objectNode().put(key, value).toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
