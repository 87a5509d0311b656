package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections and a real file: whatever happens to the file, each line comes once. */
@ServerTest
@Timeout(20)
class LogViewerServiceTest {

    private static final Path LOG = temporary();

    private final Http1Client client;

    LogViewerServiceTest(Http1Client client) {
        this.client = client;
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("app", ".log");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Config config = Config.just(ConfigSources.create(
                Map.of("log.file", LOG.toString(), "log.backlog", "2", "log.max-line", "16", "log.demo", "false")));
        Main.routing(routing, config);
    }

    @BeforeEach
    void twoLines() throws IOException {
        Files.deleteIfExists(LOG);
        append("one\ntwo\n");
    }

    @AfterAll
    static void delete() throws IOException {
        Files.deleteIfExists(LOG);
        Files.deleteIfExists(rotated());
    }

    @Test
    void piecesLongLinesAndLineEnds() throws IOException {
        try (Viewer viewer = join()) {
            viewer.expect("one", "two");
            append("th");
            append("ree\r\n\n");
            viewer.expect("three", "");
            append("0123456789abcd豆豆\nnext\n");
            viewer.expect("0123456789abcd … [20 bytes]", "next");
        }
    }

    @Test
    void resumesBehindTheLastLine() throws IOException {
        String id;
        try (Viewer viewer = join()) {
            id = viewer.expect("one", "two");
        }
        append("three\n");
        try (Viewer header = open(client.get("/events").header(HeaderNames.create("Last-Event-ID"), id));
                Viewer query = open(client.get("/events").queryParam("after", id))) {
            header.expect("three");
            query.expect("three");
        }
    }

    @Test
    void goesOnThroughTwoRotations() throws IOException {
        String id;
        try (Viewer viewer = join();
                Viewer other = join()) {
            id = viewer.expect("one", "two");
            other.expect("one", "two");
            append("three\n");
            rotate();
            append("four\n");
            other.expect("three", "four");
            rotate();
            append("five\n");
            other.expect("five");
        }
        try (Viewer back = open(client.get("/events").queryParam("after", id))) {
            back.expect("three", "four", "five");
        }
    }

    @Test
    void beginsAnewWhenTheFileIsCutShort() throws IOException {
        try (Viewer viewer = join()) {
            viewer.expect("one", "two");
            FileChannel.open(LOG, StandardOpenOption.WRITE).truncate(0).close();
            append("new\n");
            viewer.expect("new");
        }
    }

    @Test
    void waitsForAFileThatIsNotThere() throws IOException {
        try (Viewer viewer = join()) {
            viewer.expect("one", "two");
            Files.delete(LOG);
            append("again\n");
            viewer.expect("again");
        }
    }

    @Test
    void anIdOfNoUseGetsAResetAndTheLastLines() throws IOException {
        for (String id : new String[] {"x", "00000000-4", "-1", "99999999-99999999999999999999"}) {
            try (Viewer viewer = open(client.get("/events").queryParam("after", id))) {
                assertTrue(viewer.next("event: ").endsWith("reset"));
                viewer.next("data: {}");
                viewer.expect("one", "two");
            }
        }
    }

    private static void append(String text) throws IOException {
        Files.writeString(LOG, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Path rotated() {
        return LOG.resolveSibling(LOG.getFileName() + ".1");
    }

    private static void rotate() throws IOException {
        Files.deleteIfExists(rotated());
        Files.move(LOG, rotated());
    }

    private Viewer join() {
        return open(client.get("/events"));
    }

    private static Viewer open(Http1ClientRequest request) {
        Http1ClientResponse response = request.request();
        return new Viewer(
                response, new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8)));
    }

    private record Viewer(Http1ClientResponse response, BufferedReader lines) implements AutoCloseable {

        /** Reads the next lines, which must be these, and returns the id of the last one. */
        String expect(String... wanted) throws IOException {
            String id = "";
            for (String text : wanted) {
                id = next("id: ").substring("id: ".length());
                assertEquals("data: " + text, next("data: "));
            }
            return id;
        }

        String next(String field) throws IOException {
            String line = lines.readLine();
            while (!line.startsWith(field)) {
                line = lines.readLine();
            }
            return line;
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
