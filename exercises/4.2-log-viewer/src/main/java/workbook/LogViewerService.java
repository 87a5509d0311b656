package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Streams a log while it is written. A viewer that comes back goes on after the last line that it has. */
final class LogViewerService implements HttpService {

    private final LogFile log;
    private final Optional<DemoWriter> demo;

    LogViewerService(Config config) {
        // TODO 17: the path comes from here, and nothing in a request may change it
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

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 1: open the stream with a comment, before there is a line
        // TODO 16: write on this thread, under no lock
        // TODO 8: take the id from Last-Event-ID, else from the query
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }
}
