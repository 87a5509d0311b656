package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.config.Config;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One node of several: it takes messages into the log that all share, and streams what comes out of it. */
final class SharedLogService implements HttpService {

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
            throw new IllegalArgumentException("heartbeat.interval is " + heartbeat + ", but must be at least PT0.001S");
        }
        retry = utf8("retry: " + config.get("replay.retry").as(Duration.class).get().toMillis() + "\n\n");
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events).post("/messages", this::publish);
    }

    @Override
    public void beforeStart() {
        // TODO 10: start one reader, whose copy serves all clients
    }

    @Override
    public void afterStop() {
        reader.stop();
        log.close();
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 2: take the place, open the stream, and begin with the retry time
        // TODO 6: write a comment when nothing came in time
        // TODO 11: write on this thread, under no lock
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }

    private void publish(ServerRequest req, ServerResponse res) {
        // TODO 1: take the message into the log and answer with its id
        // TODO 7: say so when the log is away
        res.status(Status.NOT_IMPLEMENTED_501).send("POST /messages is not written yet\n");
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
