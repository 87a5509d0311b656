package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import workbook.checker.sse.StreamItem.Event;
import workbook.checker.sse.StreamItem.Retry;

/** What a reader remembers: ids over connections, the reconnection time, and that the stream has ended. */
class EventStreamReaderTest {
    private final EventStreamReader reader = new EventStreamReader("7");

    @Test
    void storedIdStaysInForce() {
        assertEquals(List.of(new Event("message", "a", "7", 0, 9)), read("data: a\n\n"));
        assertEquals("7", reader.lastEventId());
    }

    @Test
    void storedIdCanBeReset() {
        read("id\n\n");
        assertEquals("", reader.lastEventId());
    }

    @Test
    void idCountsFromTheBlankLine() {
        read("id: 8\n");
        assertEquals("7", reader.lastEventId());
        read("\n");
        assertEquals("8", reader.lastEventId());
    }

    @Test
    void retryCountsFromTheEndOfItsLine() {
        read("retry: 1500");
        assertEquals(OptionalLong.empty(), reader.reconnectionTime());
        read("\r");
        assertEquals(OptionalLong.of(1500), reader.reconnectionTime());
    }

    @Test
    void retryIsReportedEachTime() {
        assertEquals(List.of(new Retry(1, 0, 9), new Retry(2, 9, 18)), read("retry: 1\nretry: 2\n"));
    }

    @Test
    void greatestRetry() {
        assertEquals(List.of(new Retry(Long.MAX_VALUE, 0, 27)), read("retry: 9223372036854775807\n"));
    }

    @Test
    void retryBelowTheGreatest() {
        assertEquals(List.of(new Retry(Long.MAX_VALUE - 1, 0, 27)), read("retry: 9223372036854775806\n"));
    }

    @Test
    void retryOverTheGreatest() {
        read("retry: 9223372036854775808\n");
        assertEquals(OptionalLong.of(Long.MAX_VALUE), reader.reconnectionTime());
        read("retry: " + "9".repeat(1000) + "\n");
        assertEquals(OptionalLong.of(Long.MAX_VALUE), reader.reconnectionTime());
    }

    @Test
    void finalCrDispatchesAtOnceAndTheLfBehindItOnlyOnce() {
        assertEquals(List.of(new Event("message", "a", "7", 0, 10)), read("data: a\r\n\r"));
        assertEquals(List.of(), read(""));
        assertEquals(List.of(), read("\n"));
        assertEquals(List.of(new Event("message", "b", "7", 11, 20)), read("data: b\n\n"));
    }

    @Test
    void onlyLfAndCrEndALine() {
        String vtFfNelLsPsNul = "\u000B\f\u0085\u2028\u2029\0";
        assertEquals(
                List.of(new Event("message", vtFfNelLsPsNul, "7", 0, 19)), read("data: " + vtFfNelLsPsNul + "\n\n"));
    }

    @Test
    void partOfAnArray() {
        byte[] bytes = "xxdata: a\n\nxx".getBytes(UTF_8);
        List<StreamItem> items = new ArrayList<>();
        reader.read(bytes, 2, 11, items::add);
        assertEquals(List.of(new Event("message", "a", "7", 0, 9)), items);
    }

    @Test
    void theArrayIsTheCallersAgain() {
        byte[] bytes = "data: a".getBytes(UTF_8);
        reader.read(bytes);
        Arrays.fill(bytes, (byte) 'x');
        assertEquals(List.of(new Event("message", "a", "7", 0, 9)), read("\n\n"));
    }

    @Test
    void theEndIsReportedOnce() {
        read("data: a");
        List<StreamItem> items = new ArrayList<>();
        reader.end(items::add);
        reader.end(items::add);
        assertEquals(1, items.size());
    }

    @Test
    void nothingIsReadBehindTheEnd() {
        reader.end(item -> {});
        assertThrows(IllegalStateException.class, () -> read("data: a\n\n"));
    }

    @Test
    void argumentsAreChecked() {
        assertThrows(NullPointerException.class, () -> new EventStreamReader(null));
        assertThrows(IllegalArgumentException.class, () -> new EventStreamReader("", 0));
        assertThrows(IndexOutOfBoundsException.class, () -> reader.read(new byte[3], 2, 4, item -> {}));
    }

    private List<StreamItem> read(String wire) {
        return reader.read(wire.getBytes(UTF_8));
    }
}
