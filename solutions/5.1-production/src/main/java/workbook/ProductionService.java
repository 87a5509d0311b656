package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.config.Config;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Streams messages as in 3.1, and says goodbye when the server stops: nobody is left in doubt, and nothing is lost. */
final class ProductionService implements HttpService {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final byte[] HEARTBEAT = utf8(": heartbeat\n\n");

    private final MessageLog log;
    private final Duration retry;
    private final Duration heartbeat;
    private final EndOfStreams endOfStreams;

    ProductionService(Config config) {
        log = new MessageLog(config.get("replay.capacity").asInt().get());
        retry = config.get("replay.retry").as(Duration.class).get();
        heartbeat = config.get("heartbeat.interval").as(Duration.class).get();
        if (!heartbeat.isPositive() || retry.isNegative()) {
            throw new IllegalArgumentException(
                    "heartbeat.interval is %s, but must be more than 0; replay.retry is %s, but must not be less"
                            .formatted(heartbeat, retry));
        }
        endOfStreams = new EndOfStreams(log);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).post("/messages", this::publish);
    }

    @Override
    public void afterStart(WebServer server) {
        endOfStreams.register();
    }

    @Override
    public void afterStop() {
        endOfStreams.unregister();
    }

    /** For the tests, which send no signal. */
    EndOfStreams endOfStreams() {
        return endOfStreams;
    }

    /** Asks the log what comes next and writes it, until nothing will follow. */
    private void events(ServerRequest req, ServerResponse res) throws IOException {
        if (log.isClosed()) {
            stopping(res);
            return;
        }
        long place = place(req); // before the headers are sent: a client that has them misses nothing
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        try (OutputStream out = new SlicedOutput(res.outputStream())) {
            out.write(utf8("retry: " + retry.toMillis() + "\n\n"));
            out.flush();
            MessageLog.Next next;
            do {
                next = log.awaitAfter(place, heartbeat);
                write(out, next);
                place = next.place();
            } while (!next.last());
            out.write(bye());
        } catch (InterruptedException e) {
            // The grace period is over, and this client has not read what was meant for it.
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
        } else if (next.messages().isEmpty() && !next.last()) {
            out.write(HEARTBEAT);
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

    /** Each client gets a pause of its own, so that they do not all meet the next instance in one moment. */
    private byte[] bye() {
        long pause = ThreadLocalRandom.current().nextLong(retry.toMillis(), 2 * retry.toMillis() + 1);
        return utf8("event: bye\nretry: " + pause + "\ndata: the server is stopping\n\n");
    }

    private void publish(ServerRequest req, ServerResponse res) throws IOException {
        String text;
        try {
            text = RequestBody.text(req);
        } catch (IllegalArgumentException e) {
            answer(res, Status.BAD_REQUEST_400, "error", e.getMessage());
            return;
        }
        if (text.isEmpty()) {
            answer(res, Status.BAD_REQUEST_400, "error", "body: got nothing, want a message of at least one character");
            return;
        }
        Optional<String> id = log.publish(text);
        if (id.isPresent()) {
            answer(res, Status.CREATED_201, "id", id.get());
        } else {
            stopping(res);
        }
    }

    /** Asks the sender to try again: the next instance will take the message. */
    private void stopping(ServerResponse res) {
        res.header(HeaderNames.RETRY_AFTER, Long.toString(Math.max(1, retry.toSeconds())));
        answer(res, Status.SERVICE_UNAVAILABLE_503, "error", "the server is stopping");
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
