package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.http.SampleAnswers.crlf;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireRequestTest {
    private static final URI EVENTS = URI.create("http://127.0.0.1:8080/events?a=b%20c");

    @Test
    void get_is_sent_as_written() {
        assertEquals(
                crlf(
                        """
                GET /events?a=b%20c HTTP/1.1
                Host: 127.0.0.1:8080
                User-Agent: sse-workbook
                Accept: */*
                Last-Event-ID: 7

                """),
                WireRequest.get(EVENTS).with("Last-Event-ID", "7").toBytes().latin1());
    }

    @Test
    void anotherPortTakesTheAddressAndTheHostWithIt() {
        WireRequest moved = WireRequest.get(EVENTS).with("Last-Event-ID", "7").toPort(9);
        assertEquals("curl -iN -H 'Last-Event-ID: 7' 'http://127.0.0.1:9/events?a=b%20c'", moved.curl());
        assertTrue(moved.toBytes().latin1().contains("\r\nHost: 127.0.0.1:9\r\n"));
    }

    @Test
    void post_has_its_length_in_bytes() {
        byte[] body = "豆腐".getBytes(StandardCharsets.UTF_8);

        String sent = WireRequest.post(EVENTS, "text/plain", body).toBytes().utf8();

        assertTrue(
                sent.endsWith(
                        crlf(
                                """
                Content-Type: text/plain
                Content-Length: 6

                豆腐""")),
                sent);
    }

    @Test
    void what_is_given_takes_the_place_of_what_would_be_added() {
        String sent = WireRequest.post(EVENTS, "text/plain", new byte[3])
                .with("host", "other")
                .with("Accept", "text/event-stream")
                .with("CONTENT-LENGTH", "99")
                .with("X", "1")
                .with("X", "2")
                .toBytes()
                .latin1();

        assertEquals(
                crlf(
                        """
                POST /events?a=b%20c HTTP/1.1
                User-Agent: sse-workbook
                Content-Type: text/plain
                host: other
                Accept: text/event-stream
                CONTENT-LENGTH: 99
                X: 1
                X: 2

                \0\0\0"""),
                sent);
    }

    @Test
    void hostile_values_are_sent_byte_for_byte() {
        byte[] utf8 = "é".getBytes(StandardCharsets.UTF_8);
        String sent = WireRequest.get(EVENTS)
                .with("Latin", "é\0\r\n")
                .with("Utf8", utf8)
                .with("Long", "x".repeat(10_000))
                .toBytes()
                .latin1();

        assertTrue(sent.contains("Latin: \u00e9\0\r\n\r\nUtf8: \u00c3\u00a9\r\nLong: x"), sent.substring(0, 200));
        assertTrue(sent.contains("x".repeat(10_000)));
        assertThrows(
                IllegalArgumentException.class, () -> WireRequest.get(EVENTS).with("X", "豆"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, localhost, 80, localhost, /",
        "https://localhost/, localhost, 443, localhost, /",
        "HTTPS://localhost:443/x, localhost, 443, localhost, /x",
        "http://localhost:443/x#part, localhost, 443, localhost:443, /x",
        "http://[::1]:8080/a?b, ::1, 8080, [::1]:8080, /a?b",
        "http://[::1]?b, ::1, 80, [::1], /?b",
        "http://me@localhost/é, localhost, 80, localhost, /%C3%A9"
    })
    void host_port_and_target(String uri, String host, int port, String field, String target) {
        WireRequest request = WireRequest.get(URI.create(uri));

        assertEquals(host, request.host());
        assertEquals(port, request.port());
        assertTrue(request.toBytes().latin1().startsWith("GET " + target + " HTTP/1.1\r\nHost: " + field + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://localhost/", "localhost:8080", "/events", "http:///x", "mailto:a@b"})
    void other_uris_are_refused_with_an_example(String uri) {
        String message = assertThrows(IllegalArgumentException.class, () -> WireRequest.get(URI.create(uri)))
                .getMessage();

        assertEquals("received the URI " + uri + ", wanted something like http://127.0.0.1:8080/events", message);
    }
}
