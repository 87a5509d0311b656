package workbook.checker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.ProcessorTime;

/** The reason of a malformed answer is what a learner reads: it shows what came, what was wanted, and where. */
class MalformedTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    static final List<Arguments> CASES = List.of(
            arguments("<html>", 0, "received \"<html\", wanted something like \"HTTP/1.1 200 OK\""),
            arguments("hi\n", 0, "received \"hi\""),
            arguments("\r\n" + HEAD, 0, "no blank line may come before it"),
            arguments("\u0015\u0003\u0003\u0000\u0002\u0002\u0046", 0, "\"\\x15\\x03\\x03\\x00\\x02\", wanted"),
            arguments("\u0015\u0003\u0003\u0000\u0002\u0002\u0046", 0, "this looks like TLS, try https"),
            arguments("\u0016\u0003\u0001\u0000\u0002", 0, "this looks like TLS, try https"),
            arguments("\0\0\u0012\u0004\0\0\0\0\0", 0, "this looks like HTTP/2"),
            arguments("HTTP/2 200\r\n", 0, "received \"HTTP/2 200\""),
            arguments("HTTP/2.0 200 OK\r\n", 0, "received \"HTTP/2.0 200 OK\""),
            arguments("http/1.1 200 OK\r\n", 0, "received \"http/\""),
            arguments("HTTP/1.1 2OO OK\r\n", 0, "received \"HTTP/1.1 2OO OK\""),
            arguments("HTTP/1.1 99 OK\r\n", 0, "received \"HTTP/1.1 99 OK\""),
            arguments("HTTP/1.1 099 OK\r\n", 0, "received \"HTTP/1.1 099 OK\""),
            arguments(HEAD + "no colon\r\n\r\n", 17, "received \"no colon\", wanted \"Name: value\""),
            arguments(HEAD + ": empty\r\n\r\n", 17, "received \": empty\""),
            arguments(HEAD + "two words: x\r\n\r\n", 17, "received \"two words: x\""),
            arguments(HEAD + " X: y\r\n\r\n", 17, "white space before the first field"),
            arguments(HEAD + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 0, "differing Content-Lengths \"5, 6\""),
            arguments(HEAD + "Content-Length: -1\r\n\r\n", 0, "received Content-Length \"-1\", wanted a decimal"),
            arguments(HEAD + "Content-Length: 5,\r\n\r\n", 0, "received Content-Length \"5,\""),
            arguments(HEAD + "Content-Length:\r\n\r\n", 0, "received Content-Length \"\""),
            arguments(
                    HEAD + "Content-Length: 9223372036854775808\r\n\r\n", 0, "Content-Length \"9223372036854775808\""),
            arguments(HEAD + "Transfer-Encoding: chunked, chunked\r\n\r\n", 0, "chunked at most once"),
            arguments("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 0, "in an HTTP/1.0 answer"),
            arguments(CHUNKED + "data: x\n\n", 49, "chunk size: received \"data: x\", wanted hexadecimal digits"),
            arguments(CHUNKED + "this is no chunk size and never ends", 47, "received \"this is no chunk\", wanted"),
            arguments(CHUNKED + "\r\n", 47, "chunk size: received \"\""),
            arguments(CHUNKED + "-5\r\n", 47, "received \"-5\""),
            arguments(CHUNKED + "0x5\r\n", 48, "received \"0x5\""),
            arguments(CHUNKED + "5 x\r\n", 49, "received \"5 x\""),
            arguments(CHUNKED + "5;a\rb\r\n", 50, "received \"5;a\\rb\""),
            arguments(CHUNKED + "8000000000000000\r\n", 47, "wanted at most 7fffffffffffffff"),
            arguments(CHUNKED + "10000000000000005\r\n", 47, "wanted at most 7fffffffffffffff"),
            arguments(CHUNKED + "5\nhello\n", 48, "received \"5\" ended with LF alone, wanted CRLF"),
            arguments(CHUNKED + "3\r\nhello\r\n", 53, "after the 3 bytes of a chunk: received \"l\", wanted CRLF"),
            arguments(CHUNKED + "5\r\nhello\n", 55, "after the 5 bytes of a chunk: received \"\\n\", wanted CRLF"),
            arguments(CHUNKED + "5\r\nhello\r0", 56, "after the 5 bytes of a chunk: received \"\\r0\""),
            arguments(CHUNKED + "0\r\n3\r\n", 50, "trailers: received \"3\""));

    @ParameterizedTest
    @FieldSource("CASES")
    void reason_shows_what_came_and_offset_shows_where(String answer, long offset, String reason) {
        End.Malformed end = malformed(answer);

        assertTrue(end.reason().contains(reason), end.reason());
        assertEquals(offset, end.offset(), end.reason());
    }

    private static End.Malformed malformed(String answer) {
        ResponseParser parser = new ResponseParser("GET", WireLimits.DEFAULT);
        parser.feed(Bytes.ofLatin1(answer));
        return assertInstanceOf(End.Malformed.class, parser.end().orElseGet(parser::eof));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX: "})
    void a_line_of_the_head_may_have_64_kib(String start) {
        assertTrue(malformed(start + "HTTP/" + "x".repeat(65 << 10)).reason().contains("wanted one within 65536"));
    }

    @Test
    void a_header_of_just_under_64_kib_is_fine() {
        String value = "x".repeat((64 << 10) - 4);

        assertEquals(
                value,
                SampleAnswers.get(HEAD + "X: " + value + "\r\n\r\n")
                        .head()
                        .headers()
                        .first("X")
                        .orElseThrow());
    }

    @Test
    void an_endless_head_ends_at_256_kib() {
        End.Malformed end = malformed(HEAD + "X: y\r\n".repeat(50_000));

        assertTrue(end.reason().contains("wanted one within 262144"), end.reason());
        assertTrue(Math.abs(end.offset() - (256 << 10)) < 10, "offset " + end.offset());
    }

    @Test
    void endless_trailers_and_an_endless_chunk_size_end_too() {
        assertTrue(malformed(CHUNKED + "0\r\n" + "X: y\r\n".repeat(50_000))
                .reason()
                .startsWith("trailers:"));
        assertTrue(malformed(CHUNKED + "0".repeat(70_000)).reason().contains("wanted one within 65536"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X: a%sb\r\n\r\n", "X: a\r\n%sb\r\n\r\n", "X%s: b\r\n\r\n", "Transfer-Encoding: a%s,b\r\n\r\n"})
    void hostile_white_space_costs_no_time(String head) {
        String answer = HEAD + head.formatted(" ".repeat(60_000));

        ProcessorTime.within(Duration.ofSeconds(1), () -> SampleAnswers.get(answer));
    }

    @Test
    void a_reason_stays_short_whatever_was_sent() {
        assertTrue(malformed(HEAD + "Content-Length: " + "7,".repeat(30_000) + "\r\n\r\n")
                        .reason()
                        .length()
                < 400);
        assertTrue(malformed(HEAD + "z".repeat(60_000) + "\r\n").reason().length() < 400);
    }
}
