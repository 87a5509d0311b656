package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import workbook.checker.http.End;
import workbook.checker.http.End.Cut.Place;
import workbook.checker.http.SampleAnswers;

/** A server that closes too early: where, and how much was missing. */
class CutTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    static final List<Arguments> CASES = List.of(
            arguments("", Place.BEFORE_ANSWER, -1, "received no answer"),
            arguments("HTTP/1.1 100 Continue\r\n\r\n", Place.BEFORE_ANSWER, -1, "received no answer"),
            arguments("HTT", Place.IN_HEAD, -1, "received 3 bytes of a head"),
            arguments(HEAD + "X: y\r\n", Place.IN_HEAD, -1, "received 23 bytes of a head"),
            arguments(HEAD + "Content-Length: 10\r\n\r\n1234", Place.IN_LENGTH, 6, "received 4 of the 10 bytes"),
            arguments(CHUNKED, Place.BETWEEN_CHUNKS, -1, "received no last chunk"),
            arguments(CHUNKED + "5\r\nhello\r\n", Place.BETWEEN_CHUNKS, -1, "received no last chunk"),
            arguments(CHUNKED + "5", Place.IN_CHUNK_SIZE, -1, "unfinished chunk size line, \"5\""),
            arguments(CHUNKED + "5\r\nhel", Place.IN_CHUNK, 2, "received 3 of the 5 bytes of a chunk"),
            arguments(CHUNKED + "5\r\nhello\r", Place.IN_CHUNK, 0, "but not its CRLF"),
            arguments(CHUNKED + "0\r\n", Place.IN_TRAILERS, -1, "but not the blank line"),
            arguments(CHUNKED + "0\r\nX: y\r\n", Place.IN_TRAILERS, -1, "but not the blank line"));

    @ParameterizedTest
    @FieldSource("CASES")
    void says_where_and_how_much_was_missing(String answer, Place place, long missing, String reason) {
        End.Cut cut = assertInstanceOf(End.Cut.class, SampleAnswers.get(answer).end());

        assertEquals(place, cut.place());
        assertEquals(missing < 0 ? OptionalLong.empty() : OptionalLong.of(missing), cut.missing());
        assertEquals(answer.length(), cut.offset());
        assertTrue(cut.reason().contains(reason), cut.reason());
    }
}
