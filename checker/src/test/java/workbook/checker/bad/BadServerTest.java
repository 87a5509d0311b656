package workbook.checker.bad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.text.Language;
import workbook.checker.vectors.Vectors;

/** What the bad server sends: the sin that was asked for, and a page that lists all. */
@Timeout(60)
class BadServerTest {

    private static final BadServer SERVER = BadServer.start(0, false, Language.EN);

    @AfterAll
    static void end() {
        SERVER.close();
    }

    /** The first bytes of an answer, up to a text or the end. */
    private static String ask(String target, String until) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", SERVER.uri().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder got = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            int size = in.read(buffer);
            while (size >= 0 && (until.isEmpty() || !got.toString().contains(until))) {
                got.append(new String(buffer, 0, size, StandardCharsets.ISO_8859_1));
                size = until.isEmpty() || !got.toString().contains(until) ? in.read(buffer) : -1;
            }
            return got.toString();
        }
    }

    static List<Sin> sins() {
        return Sins.all();
    }

    /** Each begins to answer at once, but for those whose sin is that they do not. */
    @ParameterizedTest
    @MethodSource("sins")
    void everySinAnswers(Sin sin) throws IOException {
        String target = "/" + sin.path() + (List.of("H4", "A4").contains(sin.path()) ? "?for=1ms" : "");
        assertTrue(ask(target, "\r\n\r\n").startsWith("HTTP/1.1 "), sin.path());
    }

    @ParameterizedTest
    @CsvSource({
        "/W2, data: two",
        "/cut?after=2, data: ha",
        "/retry?ms=70, retry: 70",
        "/204, 204 No Content",
        "/redirect?status=307, 307",
        "/nosuch, There is no sin",
        "/hostile/cl_neg, Content-Length: -1"
    })
    void theSinIsInTheAnswer(String target, String part) throws IOException {
        assertTrue(ask(target, part).contains(part));
    }

    /** As many as may be open at a time come, look and leave a sin that only waits; the next one is answered all the same. */
    @Test
    void whoHasLeftLeavesRoomForOthers() throws IOException {
        for (int i = 0; i < 210; i++) {
            assertTrue(ask("/hostile/head_silence", "\r\n\r\n").startsWith("HTTP/1.1 "));
        }
    }

    @Test
    void aVectorIsServedAsItIs() throws IOException {
        var vector = Vectors.streams().getFirst();
        String whole = new String(vector.bytes(), StandardCharsets.ISO_8859_1);
        assertTrue(ask("/vector/" + vector.id(), "").endsWith("\r\n\r\n" + whole));
        assertTrue(ask("/vector/" + vector.id() + "?cut=1", "").endsWith("\r\n\r\n" + whole));
    }

    @Test
    void thePageListsThemAll() throws IOException {
        String page = ask("/", "");
        Sins.all().forEach(sin -> assertTrue(page.contains("href=\"/" + sin.path()), sin.path()));
        assertTrue(ask("/?lang=zh", "").contains("lang=\"zh\""));
    }

    @Test
    void noTwoHaveTheSamePath() {
        assertEquals(
                Sins.all().size(), Sins.all().stream().map(Sin::path).distinct().count());
    }
}
