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
import java.util.Optional;
import java.util.OptionalLong;
import redis.clients.jedis.exceptions.JedisException;

/** One node of several: it takes messages into the log that all share, and streams what comes out of it. */
final class SharedLogService implements HttpService {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final byte[] COMMENT = utf8(":\n\n");

    /** Redis drops entries by whole blocks of a hundred: so many more than its capacity a log may have. */
    private static final int SPARE = 200;

    private final SharedLog log;
    private final Tail tail;
    private final LogReader reader;
    private final Duration heartbeat;
    private final byte[] retry;

    SharedLogService(Config config) {
        log = new SharedLog(config.get("log"));
        tail = new Tail(log.capacity() + SPARE);
        reader = new LogReader(log, tail);
        heartbeat = config.get("heartbeat.interval").as(Duration.class).get();
        if (heartbeat.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "heartbeat.interval is " + heartbeat + ", but must be at least PT0.001S");
        }
        retry = utf8(
                "retry: " + config.get("replay.retry").as(Duration.class).get().toMillis() + "\n\n");
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).post("/messages", this::publish);
    }

    /** Listens when the log was read once, so that its end is known to the first client, or a second later. */
    @Override
    public void beforeStart() {
        Thread.ofPlatform().daemon().name("log-reader").start(reader);
        try {
            tail.awaitEnd(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void afterStop() {
        reader.stop();
        log.close();
    }

    /** Writes what comes next on this client's own thread, which asks the log nothing: it waits for the copy only. */
    private void events(ServerRequest req, ServerResponse res) throws IOException {
        Optional<String> id = req.headers().first(LAST_EVENT_ID).filter(value -> !value.isEmpty());
        try {
            long asked = tail.asked();
            // Before the headers: from then on everything is for this client.
            OptionalLong place = id.isEmpty() ? tail.awaitEnd(Duration.ZERO) : OptionalLong.empty();
            res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
            res.header(HeaderNames.CACHE_CONTROL, "no-cache");
            try (OutputStream out = new SlicedOutput(res.outputStream())) {
                out.write(retry);
                out.flush();
                while (place.isEmpty()) {
                    place = tail.awaitPlace(id, asked, heartbeat);
                    if (place.isEmpty()) { // the log is away: who is known will be seen when it is back
                        out.write(COMMENT);
                        out.flush();
                    }
                }
                stream(out, place.getAsLong());
            }
        } catch (InterruptedException e) {
            // The server is stopping. The stream ends here; the client will reconnect to another node.
        }
    }

    private void stream(OutputStream out, long place) throws IOException, InterruptedException {
        while (true) {
            Tail.Next next = tail.awaitAfter(place, heartbeat);
            if (next.missed()) {
                out.write(reset(next));
            } else if (next.messages().isEmpty()) {
                out.write(COMMENT);
            }
            for (Message message : next.messages()) {
                out.write(message.block());
            }
            out.flush();
            place = next.place();
        }
    }

    /** The reset event. It has no id: a client that is cut off here must come back with the id that it had. */
    private static byte[] reset(Tail.Next next) {
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
            answer(res, Status.BAD_REQUEST_400, "error", e.getMessage());
            return;
        }
        if (text.isEmpty()) {
            answer(res, Status.BAD_REQUEST_400, "error", "body: got nothing, want at least one character");
            return;
        }
        try {
            answer(res, Status.CREATED_201, "id", log.append(text));
        } catch (JedisException away) {
            res.header(HeaderNames.RETRY_AFTER, "1");
            answer(res, Status.SERVICE_UNAVAILABLE_503, "error", "the log is away; it may or may not have the message");
        }
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
