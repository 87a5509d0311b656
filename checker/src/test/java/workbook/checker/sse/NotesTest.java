package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.checker.sse.StreamItem.Event;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.sse.StreamItem.Note;

/** What a browser ignores without a word, and what the reader says of it. */
class NotesTest {

    @Test
    void aGoodStreamHasNone() {
        assertEquals(
                List.of(),
                notes(
                        """
                : every field, with and without a value

                event: add
                id
                data
                data: a

                retry: 10
                data: b

                """));
    }

    @Test
    void unknownFieldTellsItsName() {
        assertEquals(
                List.of(new Note(Kind.UNKNOWN_FIELD, "Data", 0, 8)),
                notes("""
                Data: 1
                data: 2

                """));
    }

    @Test
    void nameIsComparedWithItsSpaces() {
        assertEquals(
                List.of(new Note(Kind.UNKNOWN_FIELD, "data ", 0, 9), new Note(Kind.UNKNOWN_FIELD, " data", 9, 18)),
                notes(
                        """
                data : 1
                \sdata: 2
                data: 3

                """));
    }

    @Test
    void aByteOrderMarkAloneIsAnEmptyLine() {
        assertEquals(List.of(), notes("\uFEFF\ndata: 1\n\n"));
    }

    @Test
    void secondByteOrderMarkIsPartOfTheName() {
        assertEquals(
                List.of(new Note(Kind.UNKNOWN_FIELD, "\uFEFFdata", 3, 14)), notes("\uFEFF\uFEFFdata: 1\ndata: 2\n\n"));
    }

    @Test
    void lineWithoutColonTellsTheLine() {
        assertEquals(
                List.of(new Note(Kind.LINE_WITHOUT_COLON, "second line", 17, 29)),
                notes("""
                data: first line
                second line

                """));
    }

    @Test
    void invalidRetryTellsTheValue() {
        assertEquals(
                List.of(
                        new Note(Kind.INVALID_RETRY, "5s", 0, 10),
                        new Note(Kind.INVALID_RETRY, "", 10, 16),
                        new Note(Kind.INVALID_RETRY, " 5", 16, 26)),
                notes(
                        """
                retry: 5s
                retry
                retry:  5
                data: a

                """));
    }

    @Test
    void nulInIdTellsTheValue() {
        assertEquals(List.of(new Note(Kind.NUL_IN_ID, "a\0b", 0, 8)), notes("id: a\0b\ndata: c\n\n"));
    }

    @Test
    void blockWithoutDataTellsTheTypeThatWasLost() {
        assertEquals(
                List.of(new Note(Kind.BLOCK_WITHOUT_DATA, "ping", 0, 13)),
                notes("""
                event: ping

                data: a

                """));
    }

    @Test
    void blockWithoutDataAndWithoutType() {
        assertEquals(List.of(new Note(Kind.BLOCK_WITHOUT_DATA, "", 0, 7)), notes("id: 1\n\n"));
    }

    @Test
    void blankLinesAndCommentsAreNoBlock() {
        assertEquals(List.of(), notes("\n\n: comment\n\n\n"));
    }

    @Test
    void malformedUtf8TellsBytesAndPlace() {
        byte[] stream = "data: caf\u00E9 au lait \u00ED\u00A0\n\n".getBytes(ISO_8859_1);
        assertEquals(
                List.of(
                        new Note(Kind.MALFORMED_UTF8, "E9", 9, 10),
                        new Note(Kind.MALFORMED_UTF8, "ED", 19, 20),
                        new Note(Kind.MALFORMED_UTF8, "A0", 20, 21),
                        new Event("message", "caf\uFFFD au lait \uFFFD\uFFFD", "", 0, 23)),
                Wire.read(new EventStreamReader(), List.of(stream)));
    }

    @Test
    void cutSequenceIsOneReplacement() {
        byte[] stream = "data: \u00F0\u009F\u0098\n\n".getBytes(ISO_8859_1);
        assertEquals(
                List.of(new Note(Kind.MALFORMED_UTF8, "F0 9F 98", 6, 9), new Event("message", "\uFFFD", "", 0, 11)),
                Wire.read(new EventStreamReader(), Wire.byteByByte(stream)));
    }

    @Test
    void malformedNameAndValueOfAnUnknownField() {
        byte[] stream = ":\u00FF\n\u00FE:\u00FD\n".getBytes(ISO_8859_1);
        assertEquals(
                List.of("FF", "FE", "FD", "\uFFFD"),
                Wire.only(Note.class, Wire.read(new EventStreamReader(), List.of(stream))).stream()
                        .map(Note::text)
                        .toList());
    }

    @Test
    void theEndDiscardsAnEvent() {
        assertEquals(
                List.of(new Note(
                        Kind.UNFINISHED_EVENT,
                        """
                                event: add
                                id: 2
                                data: a
                                data: b\s\s""",
                        0,
                        35)),
                notes(
                        """
                event: add
                data: a
                id: 2
                data: b\s\s
                """));
    }

    @Test
    void theEndDiscardsALine() {
        assertEquals(List.of(new Note(Kind.UNFINISHED_LINE, "data: é", 9, 17)), notes("data: 1\n\ndata: é"));
    }

    @Test
    void theEndDiscardsALineAndItsEvent() {
        assertEquals(
                List.of(
                        new Note(Kind.UNFINISHED_LINE, "data: b", 8, 15),
                        new Note(Kind.UNFINISHED_EVENT, "data: a", 0, 15)),
                notes("data: a\ndata: b"));
    }

    @Test
    void theEndDiscardsNothingOfARetry() {
        assertEquals(List.of(), notes("retry: 10\n"));
    }

    private static List<Note> notes(String wire) {
        var pieces = Wire.byteByByte(wire.getBytes(UTF_8));
        return Wire.only(Note.class, Wire.read(new EventStreamReader(), pieces));
    }
}
