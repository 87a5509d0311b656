package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.http.Bytes;

class CurlLineTest {
    private static final URI EVENTS = URI.create("http://127.0.0.1:8080/events");

    @Test
    void reads_like_a_line_typed_by_hand() {
        assertEquals(
                "curl -iN http://127.0.0.1:8080/events", WireRequest.get(EVENTS).curl());
        assertEquals(
                "curl -iN -H 'Last-Event-ID: 7' http://127.0.0.1:8080/events",
                WireRequest.get(EVENTS).with("Last-Event-ID", "7").curl());
        assertEquals(
                "curl -iN -H 'Content-Type: text/plain' --data-binary 'é 豆腐' http://127.0.0.1:8080/events",
                WireRequest.post(EVENTS, "text/plain", "é 豆腐".getBytes(StandardCharsets.UTF_8))
                        .curl());
        assertEquals(
                "curl -iN -H 'X: '\"$(printf '\\351')\" http://127.0.0.1:8080/events",
                WireRequest.get(EVENTS).with("X", "é").curl());
    }

    @Test
    void methods_and_urls_that_curl_takes_specially() {
        assertEquals(
                "curl -iN -I http://127.0.0.1:8080/events", request("HEAD", "").curl());
        assertEquals(
                "curl -iN -X DELETE http://127.0.0.1:8080/events",
                request("DELETE", "").curl());
        assertEquals(
                List.of("-iN", "-H", "Content-Type:", "--data-binary", "", EVENTS.toString()),
                argumentsOf(request("POST", "")));
        assertEquals(
                List.of("-iN", "-X", "GET", "-H", "Content-Type:", "--data-raw", "@x", EVENTS.toString()),
                argumentsOf(request("GET", "@x")));
        assertEquals(
                "curl -iN --http1.1 -g --path-as-is 'https://[::1]/a/../b?c=d&e'",
                WireRequest.get(URI.create("https://[::1]/a/../b?c=d&e")).curl());
    }

    @Test
    void an_empty_field_is_sent_empty_not_left_out() {
        assertEquals(
                List.of("-iN", "-H", "Last-Event-ID;", EVENTS.toString()),
                argumentsOf(WireRequest.get(EVENTS).with("Last-Event-ID", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's",
                "'",
                "''",
                "a'b'c",
                "$HOME `id` $(id) \\ \" ! * ? ~ # ; & | < > ( )",
                "\\n",
                "a\nb",
                "\n",
                "a\n",
                "\r\n\t",
                "\u0001",
                "\u0001\n",
                "%s\u0007%d'\\",
                "\u007f",
                "\u00a0 \u202e \ufeff",
                "é 豆腐 😀 \u0085",
                "-n",
                "{\"text\": \"a\\u0000\"}"
            })
    void the_shell_gives_curl_the_very_bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WireRequest request = WireRequest.post(EVENTS, "text/plain", bytes).with("X", bytes);
        if (text.contains("\n")) {
            String line = WireRequest.post(EVENTS, "text/plain", bytes).curl();
            assertFalse(line.contains("\n"), line);
            assertEquals(text, run("curl() { cat; }; " + line).utf8());
            return;
        }

        assertEquals(
                List.of(
                        "-iN",
                        "-H",
                        "Content-Type: text/plain",
                        "-H",
                        "X: " + text,
                        "--data-binary",
                        text,
                        EVENTS.toString()),
                argumentsOf(request));
    }

    @Test
    void bytes_that_are_no_text_survive_too() {
        byte[] all = new byte[255];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i + 1);
        }
        Bytes output = runWithFakeCurl(WireRequest.get(EVENTS).with("X", all).curl(), "%s\\0");

        assertEquals("-iN\0-H\0X: " + Bytes.of(all).latin1() + "\0" + EVENTS + "\0", output.latin1());
    }

    @Test
    void a_body_with_nul_comes_through_a_pipe() {
        String line = request("POST", "a\0%b'\n\n").curl();

        assertTrue(line.contains("--data-binary @-"), line);
        assertEquals("a\0%b'\n\n", run("curl() { cat; }; " + line).latin1());
    }

    @Test
    void a_nul_in_a_header_is_owned_up_to() {
        String line = WireRequest.get(EVENTS).with("X", "a\0b").curl();

        assertEquals(
                "-iN\0-H\0X: ab\0" + EVENTS + "\0",
                runWithFakeCurl(line, "%s\\0").latin1());
        assertTrue(line.endsWith(" # without the NUL in a header, which curl cannot send"), line);
    }

    private static WireRequest request(String method, String body) {
        return new WireRequest(method, EVENTS, List.of(), Bytes.ofLatin1(body));
    }

    private static List<String> argumentsOf(WireRequest request) {
        String output = runWithFakeCurl(request.curl(), "%s\\0").utf8();
        return List.of(output.substring(0, output.length() - 1).split("\0", -1));
    }

    private static Bytes runWithFakeCurl(String line, String format) {
        return run("curl() { printf '" + format + "' \"$@\"; }; " + line);
    }

    private static Bytes run(String script) {
        try {
            // Through standard input, because Java would encode an argument by the locale.
            Process shell = new ProcessBuilder("sh").redirectErrorStream(true).start();
            try (var input = shell.getOutputStream()) {
                input.write(script.getBytes(StandardCharsets.UTF_8));
            }
            return Bytes.of(shell.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
