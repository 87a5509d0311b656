package workbook.checker.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.recording.Recording.Read;
import workbook.checker.scripted.ScriptedServer;

/** A stream is recorded as it came, and what is replayed is recorded as the same. */
@Timeout(60)
class ReplayTest {

    private static final String STREAM = "id: 1\ndata: é\n\nid: 2\ndata: two\n\nid: 3\ndata: three\n\n";

    @TempDir
    private Path folder;

    private static Recording recording(String end) {
        List<Read> reads = List.of(
                new Read(Duration.ofMillis(1), STREAM.substring(0, 20).getBytes(UTF_8)),
                new Read(Duration.ofHours(1), STREAM.substring(20).getBytes(UTF_8)));
        return new Recording("http://x/", "", 200, Map.of("content-type", "text/event-stream"), reads, end);
    }

    private static ReplayOptions fast(OptionalInt cutAfter, int pieces, boolean crlf) {
        return new ReplayOptions(Double.POSITIVE_INFINITY, cutAfter, pieces, crlf, Duration.ZERO, 0, 503, 2);
    }

    private Recording record(URI url, String... headers) throws IOException {
        StringWriter lines = new StringWriter();
        new Recorder(false).record(url, List.of(headers), Duration.ofSeconds(20), new PrintWriter(lines));
        Path file = Files.writeString(folder.resolve("r.jsonl"), lines.toString());
        return Recording.read(file);
    }

    private static String text(Recording recording) {
        StringBuilder all = new StringBuilder();
        recording.reads().forEach(read -> all.append(new String(read.bytes(), UTF_8)));
        return all.toString();
    }

    @Test
    void whatIsReplayedIsWhatWasRecorded() throws IOException {
        try (Replay replay = Replay.start(recording("clean"), fast(OptionalInt.empty(), 0, false), "/events", 0)) {
            Recording again = record(replay.uri());
            assertEquals(STREAM, text(again));
            assertEquals("clean", again.end());
            assertEquals("text/event-stream", again.headers().get("content-type"));
            assertEquals(503, record(replay.uri()).status());
        }
    }

    @Test
    void aClientResumesByItsId() throws IOException {
        try (Replay replay = Replay.start(recording("clean"), fast(OptionalInt.empty(), 1, false), "/events", 0)) {
            assertEquals("id: 3\ndata: three\n\n", text(record(replay.uri(), "Last-Event-ID: 2")));
        }
    }

    /** The pieces of a read take their time, which is not added to that of the reads behind it. */
    @Test
    void piecesComeOneByOneAndReadsAtTheirTimes() throws IOException {
        byte[] first = (": " + "x".repeat(198)).getBytes(UTF_8);
        Duration due = Duration.ofMillis(800);
        List<Read> reads = List.of(new Read(Duration.ZERO, first), new Read(due, "\ndata: last\n\n".getBytes(UTF_8)));
        Recording slow =
                new Recording("http://x/", "", 200, Map.of("content-type", "text/event-stream"), reads, "clean");
        ReplayOptions pieces = new ReplayOptions(1, OptionalInt.empty(), 1, false, Duration.ZERO, 0, 503, 0);
        try (Replay replay = Replay.start(slow, pieces, "/events", 0)) {
            List<Read> got = record(replay.uri()).reads();
            assertTrue(got.size() > first.length / 2, () -> "only " + got.size() + " reads");
            Read last = got.stream()
                    .filter(read -> new String(read.bytes(), UTF_8).startsWith("\n"))
                    .findFirst()
                    .orElseThrow();
            Duration took = last.at().minus(got.getFirst().at());
            assertTrue(took.compareTo(due.plusMillis(350)) < 0, () -> "after " + took);
        }
    }

    @Test
    void itIsCutAfterSoManyEvents() throws IOException {
        try (Replay replay = Replay.start(recording("clean"), fast(OptionalInt.of(2), 0, false), "/events", 0)) {
            Recording again = record(replay.uri());
            assertEquals("id: 1\ndata: é\n\nid: 2\ndata: two\n\n", text(again));
            assertEquals("cut", again.end());
        }
    }

    @Test
    void lineEndsBecomeCrlf() throws IOException {
        try (Replay replay = Replay.start(recording("cut"), fast(OptionalInt.empty(), 0, true), "/events", 0)) {
            assertEquals(STREAM.replace("\n", "\r\n"), text(record(replay.uri())));
        }
    }

    @Test
    void secretsAreMasked() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(0, (request, answer) -> {
            answer.head("200 OK", "Content-Type: text/event-stream", "Set-Cookie: s=1", "X-Api-Key: k");
            answer.write(new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xff, '\n', '\n'});
            answer.end();
        })) {
            Recording kept = record(server.uri().resolve("/x?token=secret&a=1"));
            assertTrue(kept.url().endsWith("/x?token=***&a=1"), kept.url());
            assertEquals("***", kept.headers().get("set-cookie"));
            assertFalse(kept.headers().containsValue("k"), kept.headers().toString());
            assertEquals((byte) 0xff, kept.reads().getFirst().bytes()[5]);
        }
    }

    @Test
    void aFileThatIsNoRecordingIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no"), "{}\n");
        String said =
                assertThrows(RecordingFault.class, () -> Recording.read(file)).getMessage();
        assertTrue(said.contains("line 1 is no line of a recording. Wanted: {\"recording\":1"), said);
    }
}
