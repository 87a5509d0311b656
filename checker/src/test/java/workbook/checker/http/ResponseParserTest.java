package workbook.checker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.http.SampleAnswers.crlf;
import static workbook.checker.http.SampleAnswers.get;
import static workbook.checker.http.SampleAnswers.parse;

import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.checker.http.End.Complete;
import workbook.checker.http.End.Complete.By;
import workbook.checker.http.SampleAnswers.Parsed;

class ResponseParserTest {
    private static final String STREAM = crlf(
            """
            HTTP/1.1 200 OK
            Content-Type: text/event-stream
            Transfer-Encoding: chunked
            cache-control:no-cache\t
            Set-Cookie: a=1
            set-cookie: b=2

            8
            data:a

            B;name="value"
            data: b


            0
            X-Sum: 17

            """);

    @Test
    void head_keeps_order_and_case_and_finds_names_in_any_case() {
        ResponseHead head = get(STREAM).head();

        assertEquals("HTTP/1.1 200 OK", head.version() + " " + head.status() + " " + head.reason());
        assertEquals(
                List.of("Content-Type", "Transfer-Encoding", "cache-control", "Set-Cookie", "set-cookie"),
                head.headers().fields().stream().map(HeaderField::name).toList());
        assertEquals("no-cache", head.headers().first("Cache-Control").orElseThrow());
        assertEquals(List.of("a=1", "b=2"), head.headers().all("SET-COOKIE"));
        assertEquals(new Framing.Chunked(), head.framing());
        assertEquals(0, head.start());
        assertEquals(STREAM.indexOf("\r\n\r\n") + 4, head.end());
    }

    @Test
    void chunks_carry_their_edges_extensions_trailers_and_offsets() {
        Parsed parsed = get(STREAM);

        int first = STREAM.indexOf("8\r\n");
        int second = STREAM.indexOf("B;");
        int last = STREAM.indexOf("0\r\nX");
        assertEquals(
                List.of(
                        new WireItem.Chunk(first, 0, 8, ""),
                        new WireItem.Body(first + 3, 0, Bytes.ofUtf8("data:a\r\n")),
                        new WireItem.Chunk(second, 8, 11, ";name=\"value\"")),
                parsed.items().subList(1, 4));
        assertEquals(
                List.of(
                        new WireItem.Chunk(last, 19, 0, ""),
                        new WireItem.Trailers(last + 3, new Headers(List.of(new HeaderField("X-Sum", "17"))))),
                parsed.items().subList(5, 7));
        assertEquals(new Complete(By.LAST_CHUNK, STREAM.length()), parsed.end());
    }

    @Test
    void length_ends_the_body() {
        Parsed parsed =
                get(crlf("""
            HTTP/1.1 200 OK
            Content-Length: 5

            """) + "hello");

        assertEquals("hello", parsed.body());
        assertEquals(By.LENGTH_MET, ((Complete) parsed.end()).by());
    }

    @Test
    void length_of_zero_ends_with_the_head() {
        ResponseParser parser = new ResponseParser("GET", WireLimits.DEFAULT);
        parser.feed(Bytes.ofLatin1("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

        assertEquals(By.LENGTH_MET, ((Complete) parser.end().orElseThrow()).by());
    }

    @Test
    void closing_ends_a_body_without_length_or_chunks() {
        for (String version : List.of("HTTP/1.0", "HTTP/1.1")) {
            Parsed parsed = get(version + " 200 OK\r\n\r\ndata: a\n\n");

            assertEquals("data: a\n\n", parsed.body());
            assertEquals(new Framing.UntilClose(), parsed.head().framing());
            assertEquals(By.CONNECTION_CLOSED, ((Complete) parsed.end()).by());
        }
    }

    @Test
    void answers_without_a_body_end_with_the_head_whatever_their_fields_say() {
        String fields = " X\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertEquals(
                By.NO_BODY, ((Complete) parse("HEAD", "HTTP/1.1 200" + fields).end()).by());
        assertEquals(By.NO_BODY, ((Complete) get("HTTP/1.1 204" + fields).end()).by());
        assertEquals(By.NO_BODY, ((Complete) get("HTTP/1.1 304" + fields).end()).by());
        assertInstanceOf(End.Cut.class, get("HTTP/1.1 200" + fields).end());
    }

    @Test
    void interim_answers_are_reported_and_passed_over() {
        String interim = crlf(
                """
            HTTP/1.1 100 Continue

            HTTP/1.1 103 Early Hints
            Link: </style.css>

            """);
        Parsed parsed = get(interim + "HTTP/1.1 204 No Content\r\n\r\n");

        assertEquals(
                List.of(100, 103),
                parsed.of(WireItem.Interim.class).stream()
                        .map(item -> item.head().status())
                        .toList());
        assertEquals(204, parsed.head().status());
        assertEquals(interim.length(), parsed.head().start());
    }

    @Test
    void switching_protocols_is_the_last_head() {
        Parsed parsed = get("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u0081\u0001x");

        assertEquals(101, parsed.head().status());
        assertEquals(3, parsed.of(WireItem.Body.class).getFirst().bytes().size());
    }

    @Test
    void chunked_beats_length_and_other_codings_last_until_close() {
        Parsed both = get("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n");
        assertEquals(By.LAST_CHUNK, ((Complete) both.end()).by());
        assertEquals(1, both.notes().size());

        Parsed gzip = get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\nxyz");
        assertEquals(By.CONNECTION_CLOSED, ((Complete) gzip.end()).by());
        assertEquals(1, gzip.notes().size());
    }

    @Test
    void equal_lengths_are_one_length() {
        Parsed parsed = get("HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\nContent-Length: 2\r\n\r\nhi");

        assertEquals(new Framing.Length(2), parsed.head().framing());
        assertEquals(List.of("Content-Length is repeated with the same value (RFC 9110 8.6)"), parsed.notes());
    }

    @Test
    void bare_lf_ends_a_line_with_one_note() {
        Parsed parsed = get("HTTP/1.1 200 OK\nContent-Length: 2\nX: y\n\nhi");

        assertEquals("hi", parsed.body());
        assertEquals("y", parsed.head().headers().first("x").orElseThrow());
        assertEquals(15, parsed.of(WireItem.Note.class).getFirst().offset());
        assertEquals(1, parsed.notes().size());
    }

    @Test
    void other_leniency_has_a_note_too() {
        assertEquals("", get("HTTP/1.1 204\r\n\r\n").head().reason());
        assertEquals(1, get("HTTP/1.1 204\r\n\r\n").notes().size());
        assertEquals(1, get("HTTP/1.1\t204  No Content\r\n\r\n").notes().size());
        assertNoted("a  b", "X: a\r\n \tb\r\n");
        assertNoted("a", "X : a\r\n");
        assertNoted("a b", "X: a\rb\r\n");
        assertNoted("a b", "X: a\0b\r\n");
        assertEquals(
                1,
                get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0  \r\n\r\n")
                        .notes()
                        .size());
    }

    @Test
    void a_note_points_to_the_byte() {
        assertEquals(24, noteOf("HTTP/1.1 200 OK\r\nX-Field : a\r\n\r\n").offset());
        assertEquals(21, noteOf("HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n").offset());
    }

    private static WireItem.Note noteOf(String answer) {
        return get(answer).of(WireItem.Note.class).getFirst();
    }

    @Test
    void what_follows_a_switch_is_noted_to_be_no_http() {
        Parsed parsed = get("HTTP/1.1 101 Switching Protocols\r\n\r\nxyz");
        assertEquals("xyz", parsed.body());
        assertEquals(List.of("101: what follows is no HTTP, read until the server closes"), parsed.notes());
    }

    /** Counted from the first byte of the status line to the last one of the blank line. */
    @Test
    void a_head_may_be_as_long_as_its_limit() {
        String head = "HTTP/1.1 200 OK\r\nX: a\r\n\r\n";
        for (int limit : new int[] {head.length(), head.length() - 1}) {
            ResponseParser parser = new ResponseParser("GET", WireLimits.DEFAULT.withHead(1000, limit));
            parser.feed(Bytes.ofLatin1(head));
            assertEquals(limit == head.length(), parser.end().isEmpty());
        }
    }

    private static void assertNoted(String value, String field) {
        Parsed parsed = get("HTTP/1.1 204 No Content\r\n" + field + "\r\n");
        assertEquals(
                value.replace("  ", " "), parsed.head().headers().first("X").orElseThrow());
        assertEquals(1, parsed.notes().size(), field);
    }

    @Test
    void header_values_keep_every_byte() {
        Parsed parsed = get("HTTP/1.1 204 No Content\r\nX: \u00e9\u0080\u00ff\r\nEmpty:\r\n\r\n");

        assertEquals("\u00e9\u0080\u00ff", parsed.head().headers().first("x").orElseThrow());
        assertEquals("", parsed.head().headers().first("empty").orElseThrow());
    }

    @Test
    void bytes_after_the_end_are_noted_once_and_change_nothing() {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
        Parsed parsed = parse("GET", SampleAnswers.byteByByte(Bytes.ofLatin1(answer + "more")));

        assertEquals("hi", parsed.body());
        assertEquals(new Complete(By.LENGTH_MET, answer.length()), parsed.end());
        assertEquals(
                List.of((long) answer.length()),
                parsed.of(WireItem.Note.class).stream()
                        .map(WireItem.Note::offset)
                        .toList());
    }

    @Test
    void a_large_chunk_may_have_leading_zeros_and_capital_digits() {
        Parsed parsed = get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0000000000000000000000000000000a\r\n0123456789\r\n000\r\n\r\n");

        assertEquals("0123456789", parsed.body());
        assertTrue(parsed.end() instanceof Complete);
        assertFalse(parsed.notes().iterator().hasNext());
    }
}
