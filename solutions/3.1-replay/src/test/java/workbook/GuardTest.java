package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands before every handler, in bytes: no client of HTTP would send most of this. */
class GuardTest {

    private static final Pattern STATUS = Pattern.compile("HTTP/1.1 (\\d{3})");
    private static final Config CONFIG = Config.just(ConfigSources.create(Map.of(
            "server.host", "127.0.0.1", "guard.hosts.0", "pi.local", "replay.capacity", "9", "replay.retry", "PT1S")));

    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(routing -> Main.routing(routing, CONFIG))
            .build()
            .start();

    @AfterEach
    void stop() {
        server.stop();
    }

    /** A chunk extension is legal (RFC 9112, 7.1.1). Helidon refuses it; what is in the chunk must not be a request. */
    @Test
    void oneRequestDoesNotBecomeTwo() throws IOException {
        String hidden = post("Content-Length: 1", "x");
        String chunk = Integer.toHexString(hidden.length()) + ";x\r\n" + hidden + "\r\n0\r\n\r\n";
        assertEquals(List.of("400"), statuses(post("Transfer-Encoding: chunked", chunk)));
    }

    @Test
    void closesTheConnectionWhenItSaysSo() throws IOException {
        assertEquals(
                List.of("201"),
                statuses(post("Connection: close\r\nContent-Length: 1", "x") + post("Content-Length: 1", "x")));
    }

    /** Two heads in a row: content behind the first would begin the second. */
    @Test
    void anAnswerToHeadHasNoContent() throws IOException {
        String head = "HEAD /events HTTP/1.1\r\nHost: localhost\r\n";
        String answers = answers(head + "\r\n" + head + "Connection: close\r\n\r\n");
        assertEquals(List.of("405", "405"), statusesOf(answers));
        assertEquals(
                List.of("", ""),
                List.of(answers.split("HTTP/1.1 405 (?s:.)*?\r\n\r\n", -1)).subList(0, 2));
    }

    /** Nobody looks for an answer behind the last one. */
    @Test
    void anAnswerToHeadThatHasContentIsTheLastOne() throws IOException {
        String head = "HEAD /nothing.png HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String answers = answers(head + head);
        assertEquals(List.of("404"), statusesOf(answers));
        assertTrue(answers.toLowerCase(Locale.ROOT).contains("connection: close"), answers);
    }

    @ParameterizedTest
    @CsvSource({
        "201, Origin: http://127.0.0.1:PORT",
        "201, Sec-Fetch-Site: same-origin",
        "403, Origin: http://127.0.0.1:1",
        "403, Origin: http://evil.example",
        "403, Origin: null",
        "403, Sec-Fetch-Site: cross-site"
    })
    void takesNothingFromThePagesOfOtherSites(String status, String field) throws IOException {
        assertEquals(List.of(status), statuses(post(field + "\r\nConnection: close\r\nContent-Length: 1", "x")));
    }

    @ParameterizedTest
    @CsvSource({
        "404, localhost",
        "404, LOCALHOST:1",
        "404, 127.0.0.1:9",
        "404, [::1]:80",
        "404, pi.local:80",
        "421, evil.example",
        "421, localhost.evil.example:80"
    })
    void hasNoOtherName(String status, String host) throws IOException {
        assertEquals(List.of(status), statuses("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
    }

    private static String post(String fields, String body) {
        return "POST /messages HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n" + fields + "\r\n\r\n" + body;
    }

    /** The statuses of all answers, up to the end of the connection. */
    private List<String> statuses(String requests) throws IOException {
        return statusesOf(answers(requests));
    }

    private static List<String> statusesOf(String answers) {
        return STATUS.matcher(answers).results().map(found -> found.group(1)).toList();
    }

    private String answers(String requests) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            byte[] bytes =
                    requests.replace("PORT", Integer.toString(server.port())).getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
