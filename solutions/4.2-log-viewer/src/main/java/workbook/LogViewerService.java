package workbook;

import io.helidon.config.Config;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Streams a log while it is written. A viewer that comes back goes on after the last line that it has. */
final class LogViewerService implements HttpService {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    /** How long a stream may be silent (HTML 9.2.7): only a failing write shows that a viewer has gone. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private static final String COMMENT = ":\n\n";

    /** The reset event. It has no id: a viewer that is cut off here must come back with the id that it had. */
    private static final String RESET = "event: reset\ndata: {}\n\n";

    private final LogFile log;
    private final Optional<DemoWriter> demo;

    LogViewerService(Config config) {
        log = new LogFile(
                Path.of(config.get("file").asString().get()),
                config.get("backlog").asInt().get(),
                config.get("max-line").asInt().get());
        demo = config.get("demo").asBoolean().orElse(false) ? Optional.of(new DemoWriter()) : Optional.empty();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events);
    }

    @Override
    public void beforeStart() {
        demo.ifPresent(DemoWriter::start);
        log.start();
    }

    @Override
    public void afterStop() {
        demo.ifPresent(DemoWriter::close);
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks the log what comes next and writes it, over and over. The thread is virtual and this viewer's own: when the
     * viewer reads slowly, a write blocks here, and nobody else waits.
     */
    private void events(ServerRequest req, ServerResponse res) throws IOException {
        Optional<String> id = id(req);
        LogFile.Next next = id.isPresent() ? log.resume(id.get()) : log.join();
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        try (OutputStream out = new SlicedOutput(res.outputStream())) {
            while (true) {
                out.write(bytes(next));
                out.flush();
                next = log.awaitAfter(next.place(), QUIET);
            }
        } catch (InterruptedException | ClosedChannelException e) {
            // The server is stopping. The stream ends here; the viewer will reconnect to the next process.
        }
    }

    /** The id to resume from. The header wins: a browser that reconnects puts the newest id there. */
    private static Optional<String> id(ServerRequest req) {
        return req.headers().first(LAST_EVENT_ID).filter(id -> !id.isEmpty()).or(() -> req.query()
                .first("after")
                .asOptional());
    }

    /** A batch as one write. With nothing to send, a comment, which also opens the stream. */
    private static byte[] bytes(LogFile.Next next) {
        StringBuilder events =
                new StringBuilder(next.missed() ? RESET : next.lines().isEmpty() ? COMMENT : "");
        next.lines().forEach(line -> events.append(line.block()));
        return events.toString().getBytes(StandardCharsets.UTF_8);
    }
}
