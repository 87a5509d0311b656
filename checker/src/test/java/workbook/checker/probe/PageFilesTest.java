package workbook.checker.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.checker.scripted.Site.Content;

/** The page of a server that is not of the workbook, which may be anything. */
@Timeout(30)
class PageFilesTest {

    private WebServer server;

    @BeforeEach
    void serve() {
        server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> routing.get("/", (req, res) -> {
                            res.header("Content-Type", "text/html");
                            res.send("<p>you");
                        })
                        .get("/gone.js", (req, res) -> res.status(Status.GONE_410)
                                .send("no"))
                        .get("/stream", (req, res) -> pour(res, 10, 1))
                        .get("/flood", (req, res) -> pour(res, 1 << 20, 0)))
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aFileComesAsItIs() {
        Content page = files(Duration.ofSeconds(10)).find("/").orElseThrow();
        assertEquals("text/html", page.type());
        assertEquals("<p>you", new String(page.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotThereIsNoFile() {
        assertTrue(files(Duration.ofSeconds(10)).find("/gone.js").isEmpty());
        assertTrue(files(Duration.ofSeconds(10)).find("/nothing.css").isEmpty());
        assertTrue(files(Duration.ofSeconds(10)).find("/a|b").isEmpty());
    }

    @Test
    void aStreamIsNoFile() {
        assertTrue(files(Duration.ofMillis(300)).find("/stream").isEmpty());
    }

    @Test
    void aFloodIsNoFile() {
        assertTrue(files(Duration.ofHours(1)).find("/flood").isEmpty());
    }

    private PageFiles files(Duration limit) {
        return new PageFiles.Foreign(URI.create("http://127.0.0.1:" + server.port() + "/"), limit);
    }

    private static void pour(ServerResponse res, int size, long millis) {
        try (OutputStream out = res.outputStream()) {
            while (true) {
                out.write(new byte[size]);
                out.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
