package workbook.checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireLine.Kind;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

class WireLogTest {

    /** A server may send thousands of events, and each of them is a line: a report of them must not take minutes. */
    @Test
    void theCostOfALogGrowsAsItsLines() {
        bytesToWrite(100);
        long few = bytesToWrite(500);
        long many = bytesToWrite(4000);
        assertTrue(many < 16 * few, "8 times the lines: %d bytes allocated, then %d".formatted(few, many));
    }

    @Test
    void timesStandInOneColumn() {
        List<String> rows = WireLog.unlimited(Language.EN).whole(events(2000));
        assertEquals("+0.999s \"data: 999\\n\\n\"", rows.get(2 * 999));
        assertEquals("+1.999s \"data: 1999\\n\\n\"", rows.get(2 * 1999).strip());
        assertEquals(rows.get(0).indexOf('"'), rows.get(2 * 1999).indexOf('"'));
    }

    /** What one thread allocates is a measure of its work that no other process changes. */
    private static long bytesToWrite(int events) {
        Conversation conversation = events(events);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        WireLog.unlimited(Language.EN).whole(conversation);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static Conversation events(int count) {
        List<WireLine> lines = IntStream.range(0, count)
                .mapToObj(n -> new WireLine(
                        Duration.ofMillis(n),
                        Kind.BYTES,
                        "data: " + n + "\\n\\n",
                        true,
                        List.of("message \"" + n + "\"")))
                .toList();
        return new Conversation(Text.same("connection 1"), "", lines, Optional.empty());
    }
}
