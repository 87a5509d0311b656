package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * Takes notifications, lists the newest, and streams new ones. A client that comes back gets what it missed, or learns
 * that it is gone.
 */
final class NotificationsService implements HttpService {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    /** How long a stream may be silent (HTML 9.2.7): only a failing write shows that a client has gone. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private static final byte[] COMMENT = utf8(":\n\n");

    private final NotificationLog log;
    private final byte[] retry;

    NotificationsService(Config notifications) {
        log = new NotificationLog(notifications.get("history").asInt().get());
        retry = utf8(
                "retry: " + notifications.get("retry").as(Duration.class).get().toMillis() + "\n\n");
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).get("/notifications", this::history).post("/notifications", this::publish);
    }

    /**
     * Asks the log what comes next and writes it, over and over. The thread is virtual and this client's own: when the
     * client reads slowly, a write blocks here, and nobody else waits.
     */
    private void events(ServerRequest req, ServerResponse res) throws IOException {
        long place = place(req); // before the headers are sent: a client that has them misses nothing
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        try (OutputStream out = res.outputStream()) {
            out.write(retry);
            out.flush();
            while (true) {
                NotificationLog.Next next = log.awaitAfter(place, QUIET);
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

    private static void write(OutputStream out, NotificationLog.Next next) throws IOException {
        if (next.missed()) {
            out.write(reset(next));
        } else if (next.notifications().isEmpty()) {
            out.write(COMMENT);
        }
        for (Notification notification : next.notifications()) {
            out.write(notification.block());
        }
        out.flush();
    }

    /** The reset event. It has no id: a client that is cut off here must come back with the id that it had. */
    private static byte[] reset(NotificationLog.Next next) {
        String oldest = next.notifications().isEmpty()
                ? null
                : next.notifications().getFirst().id();
        return utf8(
                "event: reset\ndata: " + JsonNodeFactory.instance.objectNode().put("oldest", oldest) + "\n\n");
    }

    /** Notification by notification: of one large answer, each client that does not read would keep a copy of its own. */
    private void history(ServerRequest req, ServerResponse res) throws IOException {
        res.header(HeaderNames.CACHE_CONTROL, "no-store").header(HeaderValues.CONTENT_TYPE_JSON);
        try (OutputStream out = res.outputStream()) {
            String before = "[";
            for (Notification notification : log.history()) {
                out.write(utf8(before + notification.json()));
                before = ",";
            }
            out.write(utf8(before.equals("[") ? "[]" : "]"));
        }
    }

    private void publish(ServerRequest req, ServerResponse res) throws IOException {
        Draft draft;
        try {
            draft = DraftJson.read(req);
        } catch (IllegalArgumentException e) {
            ObjectNode error = JsonNodeFactory.instance.objectNode().put("error", e.getMessage());
            json(res.status(Status.BAD_REQUEST_400), error.toString());
            return;
        }
        json(res.status(Status.CREATED_201), log.publish(draft).json());
    }

    private static void json(ServerResponse res, String body) {
        res.header(HeaderValues.CONTENT_TYPE_JSON).send(body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
