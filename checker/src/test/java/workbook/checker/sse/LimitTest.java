package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.sse.StreamItem.Event;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.sse.StreamItem.Note;

/** A stream cannot make the reader's memory grow without end. */
class LimitTest {
    @Test
    void lineOfTheLimitIsRead() {
        assertEquals(List.of(new Event("message", "1234", "", 0, 12)), read(10, "data: 1234\n\n"));
        assertEquals(List.of(new Event("message", "1234", "", 3, 15)), read(10, "\uFEFFdata: 1234\n\n"));
    }

    @Test
    void lineOverTheLimitIsDroppedWithItsEvent() {
        assertEquals(
                List.of(new Note(Kind.LINE_TOO_LONG, "data: 1234", 8, 19), new Event("message", "next", "", 29, 41)),
                read(
                        10,
                        """
                        data: a
                        data: 12345
                        data: b

                        data: next

                        """));
    }

    @Test
    void eventOverTheLimitIsDroppedButItsIdCounts() {
        assertEquals(
                List.of(new Note(Kind.EVENT_TOO_LONG, "add", 0, 42), new Event("message", "next", "1", 57, 69)),
                read(
                        16,
                        """
                        event: add
                        data: 123456789
                        data: 01234567
                        id: 1
                        data: b

                        data: next

                        """));
    }

    /** Each line but the first brings a LF with it. */
    @Test
    void everyLineEndCounts() {
        assertEquals(List.of(new Note(Kind.EVENT_TOO_LONG, "", 0, 29)), read(11, "data: 12345\ndata: 67890\ndata\n\n"));
    }

    @Test
    void aLimitOfOneByteIsALimit() {
        assertEquals(List.of(new Note(Kind.LINE_TOO_LONG, "d", 0, 2)), read(1, "data: a\n\n"));
    }

    @Test
    void eventOfTheLimitIsRead() {
        assertEquals(
                List.of(new Event("message", "12345\n67890\n", "", 0, 30)),
                read(
                        12,
                        """
                        data: 12345
                        data: 67890
                        data

                        """));
    }

    @Test
    void commentOverTheLimitIsNoLossToItsEvent() {
        assertEquals(
                List.of(new Note(Kind.LINE_TOO_LONG, ":123456789", 8, 19), new Event("message", "a\nb", "", 0, 29)),
                read(
                        10,
                        """
                        data: a
                        :1234567890
                        data: b

                        """));
    }

    @Test
    void endBehindALineOverTheLimitIsReportedOnce() {
        assertEquals(List.of(new Note(Kind.LINE_TOO_LONG, "data", 0, 5)), read(4, "data: a"));
    }

    @Test
    void beginningOfALineEndsWithAWholeCharacter() {
        Note note = (Note) read(100, "data:" + "é".repeat(100) + "\n").getFirst();
        assertEquals("data:" + "é".repeat(29), note.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: endless", ": endless", "endless"})
    void lineOfAGigabyteTakesLittleMemory(String beginning) {
        int limit = 1 << 20;
        var reader = new EventStreamReader("", limit);
        List<StreamItem> items = new ArrayList<>();
        byte[] piece = new byte[1 << 16];
        Arrays.fill(piece, (byte) 'x');
        long before = allocatedBytes();
        items.addAll(reader.read(beginning.getBytes(UTF_8)));
        for (int i = 0; i < 1 << 14; i++) {
            reader.read(piece, 0, piece.length, items::add);
        }
        long allocated = allocatedBytes() - before;
        items.addAll(reader.read("\n\ndata: next\n\n".getBytes(UTF_8)));
        assertTrue(allocated < 8L * limit, "allocated " + allocated + " bytes");
        long end = beginning.length() + (1L << 30) + 2;
        String begins = beginning + "x".repeat(64 - beginning.length());
        assertEquals(
                List.of(
                        new Note(Kind.LINE_TOO_LONG, begins, 0, limit + 1),
                        new Event("message", "next", "", end, end + 12)),
                items);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static List<StreamItem> read(int limit, String wire) {
        List<StreamItem> items = Wire.read(new EventStreamReader("", limit), List.of(wire.getBytes(UTF_8)));
        assertEquals(items, Wire.read(new EventStreamReader("", limit), Wire.byteByByte(wire.getBytes(UTF_8))));
        return items;
    }
}
