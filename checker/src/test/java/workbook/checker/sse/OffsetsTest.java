package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.checker.sse.StreamItem.Comment;
import workbook.checker.sse.StreamItem.Event;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.sse.StreamItem.Note;
import workbook.checker.sse.StreamItem.Retry;

/** Where items begin and end, in bytes of the stream. */
class OffsetsTest {

    private static final String STREAM =
            """
            retry: 10

            : é
            id: 1
            data: a

            data: b

            """;

    @Test
    void withLf() {
        assertEquals(
                List.of(
                        new Retry(10, 0, 10),
                        new Note(Kind.BLOCK_WITHOUT_DATA, "", 0, 11),
                        new Comment(" é", 11, 16),
                        new Event("message", "a", "1", 16, 31),
                        new Event("message", "b", "1", 31, 40)),
                Wire.read(STREAM));
    }

    @Test
    void withCrlfAnItemEndsBehindTheCr() {
        assertEquals(
                List.of(
                        new Retry(10, 0, 10),
                        new Note(Kind.BLOCK_WITHOUT_DATA, "", 0, 12),
                        new Comment(" é", 13, 18),
                        new Event("message", "a", "1", 19, 36),
                        new Event("message", "b", "1", 37, 47)),
                Wire.read(STREAM.replace("\n", "\r\n")));
    }

    @Test
    void withCrAsWithLf() {
        assertEquals(Wire.read(STREAM), Wire.read(STREAM.replace("\n", "\r")));
    }

    @Test
    void aByteOrderMarkIsCounted() {
        assertEquals(List.of(new Event("message", "a", "", 3, 12)), Wire.read("\uFEFFdata: a\n\n"));
    }

    /** Offsets count bytes of the stream, so the place of the bytes in an array changes none. */
    @Test
    void whereTheBytesStandInTheArrayIsNoMatter() {
        byte[] stream = ("\uFEFF" + STREAM + "data: cut off").getBytes(UTF_8);
        List<StreamItem> wanted = Wire.read(new String(stream, UTF_8));
        for (int cut = 0; cut <= stream.length; cut++) {
            byte[] buffer = new byte[stream.length + 7];
            EventStreamReader reader = new EventStreamReader("");
            List<StreamItem> items = new ArrayList<>();
            System.arraycopy(stream, 0, buffer, 5, cut);
            reader.read(buffer, 5, 5 + cut, items::add);
            System.arraycopy(stream, cut, buffer, 7, stream.length - cut);
            reader.read(buffer, 7, 7 + stream.length - cut, items::add);
            reader.end(items::add);
            assertEquals(wanted, items, "cut at " + cut);
        }
    }

    @Test
    void anEventBeginsAtItsFirstFieldEvenAnUnknownOne() {
        assertEquals(
                List.of(
                        new Comment("", 0, 2),
                        new Note(Kind.UNKNOWN_FIELD, "foo", 2, 8),
                        new Comment("", 8, 10),
                        new Event("message", "a", "", 2, 18)),
                Wire.read(
                        """
                        :
                        foo:1
                        :
                        data:a

                        """));
    }

    @Test
    void aStreamMayBeLongerThanAnInt() {
        var reader = new EventStreamReader("", 100);
        byte[] comment = ":".repeat(1 << 20).getBytes(UTF_8);
        for (int i = 0; i < 1 << 12; i++) {
            reader.read(comment);
        }
        assertEquals(
                List.of(new Event("message", "a", "", (1L << 32) + 1, (1L << 32) + 10)),
                reader.read("\ndata: a\n\n".getBytes(UTF_8)));
    }
}
