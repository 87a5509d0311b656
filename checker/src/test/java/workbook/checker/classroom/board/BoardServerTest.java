package workbook.checker.classroom.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.classroom.board.BoardClient.Outcome;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/** The board over real sockets, with learners who are well and ill disposed. */
@Timeout(60)
class BoardServerTest {

    private static final TaskCatalogue CATALOGUE = new TaskCatalogue(Home.find(), WorkbookReader.workbook(Home.find()));
    private static final String STUCK =
            "{\"name\":\"%s\",\"tasks\":{\"3.1\":{\"status\":\"failed\",\"checks\":{\"1\":\"passed\",\"3\":\"failed\"}}}}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private BoardServer board;

    @BeforeEach
    void start() throws IOException {
        board = BoardServer.start(folder.resolve("board/reports.jsonl"), CATALOGUE, "127.0.0.1", 0);
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdownNow();
        board.close();
    }

    private void restart() throws IOException {
        board.close();
        start();
    }

    @Test
    void whoJoinsAndReportsIsOnTheBoard() throws Exception {
        Membership ada = new Membership(uri("/"), "Ada", board.code());
        assertEquals(Outcome.TAKEN, BoardClient.knock(ada));
        try (Stream page = new Stream("")) {
            assertTrue(page.next().data().contains("\"name\":\"Ada\""));
            Map<Integer, String> checks = Map.of(1, "passed", 3, "failed");
            BoardMessage message = new BoardMessage("Ada", Map.of("3.1", new BoardMessage.TaskState("failed", checks)));
            assertEquals(Outcome.TAKEN, BoardClient.bring(ada, message));
            Event row = page.next();
            assertEquals("row", row.type());
            assertTrue(row.data().contains("\"stuck\":3,\"tries\":1"), row::data);
            BoardClient.bring(ada, message);
            assertTrue(page.next().data().contains("\"stuck\":3,\"tries\":2"));
        }
    }

    @Test
    void aRestartLosesNothingAndPagesGoOnWhereTheyWere() throws Exception {
        String code = board.code();
        assertEquals(204, post(code, STUCK.formatted("Ada")).statusCode());
        Event seen;
        try (Stream page = new Stream("")) {
            seen = page.next();
        }
        assertEquals(204, post(code, STUCK.formatted("Grace")).statusCode());
        restart();
        assertEquals(code, board.code());
        assertEquals(2, board.learners());
        try (Stream page = new Stream(seen.id())) {
            Event missed = page.next();
            assertEquals("row", missed.type());
            assertTrue(missed.data().contains("Grace"));
        }
        try (Stream page = new Stream("other-7")) {
            assertEquals("snapshot", page.next().type());
        }
    }

    @Test
    void halfALineIsCutAndAnotherTextIsPassedOver() throws Exception {
        assertEquals(204, post(board.code(), STUCK.formatted("Ada")).statusCode());
        board.close();
        Path file = folder.resolve("board/reports.jsonl");
        Files.writeString(file, "of another edition\n", StandardOpenOption.APPEND);
        byte[] damaged = {'{', (byte) 0xFF, '\n'};
        Files.write(file, damaged, StandardOpenOption.APPEND);
        Files.writeString(file, "{\"name\":\"Gra", StandardOpenOption.APPEND);
        start();
        assertEquals(1, board.learners());
        assertEquals(204, post(board.code(), STUCK.formatted("Grace")).statusCode());
        restart();
        assertEquals(2, board.learners());
        assertEquals(5, Files.readAllLines(file, StandardCharsets.ISO_8859_1).size());
    }

    @Test
    void whatIsNoFileOfABoardIsLeftAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("notes"), "without a line end");
        assertThrows(IOException.class, () -> BoardServer.start(file, CATALOGUE, "127.0.0.1", 0));
        assertEquals("without a line end", Files.readString(file));
    }

    @Test
    void twoBoardsDoNotWriteOneFile() {
        assertThrows(
                IllegalStateException.class,
                () -> BoardServer.start(folder.resolve("board/reports.jsonl"), CATALOGUE, "127.0.0.1", 0));
    }

    @Test
    void aWrongCodeIsRefusedAndSoIsGuessing() throws Exception {
        assertEquals(Outcome.WRONG_CODE, BoardClient.knock(new Membership(uri("/"), "Ada", "wrong")));
        int refused = 0;
        while (post("wrong", STUCK.formatted("Ada")).statusCode() == 401) {
            assertTrue(refused++ < 500, "guessing is never slowed down");
        }
        HttpResponse<String> slowed = post("wrong", STUCK.formatted("Ada"));
        assertEquals(429, slowed.statusCode());
        assertEquals("10", slowed.headers().firstValue("Retry-After").orElseThrow());
        String aloud = board.code().toUpperCase(Locale.ROOT);
        assertEquals(204, post(aloud, STUCK.formatted("Grace")).statusCode());
        assertEquals(1, board.learners());
    }

    @Test
    void aFloodIsSlowedDownForItsSenderOnly() throws Exception {
        HttpResponse<String> answer = post(board.code(), STUCK.formatted("Flood"));
        for (int i = 0; answer.statusCode() == 204; i++) {
            assertTrue(i < 1000, "a flood is never slowed down");
            answer = post(board.code(), STUCK.formatted("Flood"));
        }
        assertEquals(429, answer.statusCode());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(204, post(board.code(), STUCK.formatted("Ada")).statusCode());
    }

    @Test
    void tenMegabytesOfNameAreRefused() throws Exception {
        String huge = STUCK.formatted("x".repeat(10_000_000));
        // Whoever sends on is cut off, and may see that before the answer.
        assertTrue(List.of(413, -1).contains(status(BodyPublishers.ofString(huge))));
        byte[] bytes = huge.getBytes(StandardCharsets.UTF_8);
        assertTrue(List.of(413, -1)
                .contains(status(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))));
        assertEquals(400, post(board.code(), STUCK.formatted("x".repeat(41))).statusCode());
        assertEquals(0, board.learners());
        assertEquals(204, post(board.code(), STUCK.formatted("Ada")).statusCode());
    }

    @Test
    void whatIsNoReportIsRefused() throws Exception {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "{}",
                "null",
                "[".repeat(20_000),
                STUCK.formatted(" "),
                STUCK.formatted("two\\nlines"),
                STUCK.formatted("\\u202Eturned"),
                STUCK.formatted("half \\uD83D"),
                STUCK.formatted("\\u00A0\\u2007"),
                STUCK.formatted("\\u3164"),
                STUCK.formatted("\\uFFA0"),
                STUCK.formatted("\\u2800"),
                STUCK.formatted("\\uFE0F"),
                STUCK.formatted("\\u034F\\u17B4"),
                STUCK.formatted("A\\u200Dda"),
                STUCK.formatted("\\u06CC\\u200C"),
                STUCK.formatted("Ada").replace("3.1", "9.9"),
                STUCK.formatted("Ada").replace("\"3\"", "\"99\""),
                STUCK.formatted("Ada").replace("passed", "splendid"))) {
            assertEquals(400, post(board.code(), body).statusCode(), body);
        }
        assertEquals(0, board.learners());
        assertEquals(204, post(board.code(), STUCK.formatted("Ada")).statusCode());
    }

    @Test
    void namesAreJoinedAsTheirScriptsAre() throws Exception {
        for (String name : List.of(
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                "\u0915\u094D\u200D\u0937",
                "\uD83D\uDC69\u200D\uD83D\uDCBB")) {
            assertEquals(204, post(board.code(), STUCK.formatted(name)).statusCode(), name);
        }
    }

    @Test
    void whoComesByAnotherNameNeedsTheCodeToSee() throws Exception {
        for (Map.Entry<String, String> each :
                Map.of("/events", "401", "/events?code=" + board.code(), "200").entrySet()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), board.port())) {
                socket.setSoTimeout(10_000);
                OutputStream out = socket.getOutputStream();
                out.write(("GET " + each.getKey() + " HTTP/1.1\r\nHost: rebound.example\r\n\r\n").getBytes());
                String status = lines(socket.getInputStream()).readLine();
                assertTrue(status.contains(each.getValue()), status);
            }
        }
    }

    @Test
    void aBoardThatIsNotThereTakesASecondAtMost() {
        for (String url : List.of("http://127.0.0.1:1/", "http://192.0.2.1:8090/", "http://no-such-host.invalid/")) {
            long begun = System.nanoTime();
            assertEquals(Outcome.NOT_REACHED, BoardClient.knock(new Membership(URI.create(url), "Ada", "x")));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.toMillis() < 2500, () -> url + " took " + took);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + board.port() + path);
    }

    private HttpResponse<String> post(String code, String body) throws IOException, InterruptedException {
        return client.send(request(code, BodyPublishers.ofString(body)), BodyHandlers.ofString());
    }

    private int status(HttpRequest.BodyPublisher body) throws InterruptedException {
        try {
            return client.send(request(board.code(), body), BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException cut) {
            return -1;
        }
    }

    private HttpRequest request(String code, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(uri("/reports"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + code)
                .timeout(Duration.ofSeconds(10))
                .POST(body)
                .build();
    }

    private static BufferedReader lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private record Event(String id, String type, String data) {}

    /** Reads the stream as an EventSource does. */
    private final class Stream implements AutoCloseable {

        private final InputStream in;
        private final BufferedReader lines;

        Stream(String lastId) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri("/events")).version(HttpClient.Version.HTTP_1_1);
            if (!lastId.isEmpty()) {
                request.header("Last-Event-ID", lastId);
            }
            in = client.send(request.build(), BodyHandlers.ofInputStream()).body();
            lines = lines(in);
        }

        Event next() throws IOException {
            List<String> block = new ArrayList<>();
            while (block.stream().noneMatch(line -> line.startsWith("data: "))) {
                block.clear();
                for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                    block.add(line);
                }
            }
            return new Event(field(block, "id: "), field(block, "event: "), field(block, "data: "));
        }

        private static String field(List<String> block, String name) {
            return block.stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
