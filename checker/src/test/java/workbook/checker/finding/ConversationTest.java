package workbook.checker.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static workbook.checker.text.Text.same;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

    private static Conversation of(int lines, Integer marked) {
        List<WireLine> all = IntStream.range(0, lines)
                .mapToObj(i -> new WireLine(Duration.ZERO, WireLine.Kind.BYTES, "line " + i, false, List.of()))
                .toList();
        Optional<Conversation.Mark> mark =
                Optional.ofNullable(marked).map(line -> new Conversation.Mark(line, 2, same("here")));
        return new Conversation(same("connection 1"), "curl", all, mark);
    }

    @Test
    void aShortOneStaysWhole() {
        Conversation whole = of(30, 7);
        assertSame(whole, whole.shortened(30));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 10, 14, 15, 500, 984, 985, 989, 990, 999})
    void theMarkStaysOnItsLine(int line) {
        Conversation shortened = of(1000, line).shortened(30);
        int at = shortened.mark().orElseThrow().line();
        assertEquals("line " + line, shortened.lines().get(at).text().en());
    }

    @Test
    void beginAndEndAreKeptAndWhatIsLeftOutIsSaid() {
        List<String> lines = of(1000, 500).shortened(30).lines().stream()
                .map(line -> line.text().en())
                .toList();
        assertEquals("line 0", lines.getFirst());
        assertEquals("485 lines left out", lines.get(10));
        assertEquals("485 lines left out", lines.get(21));
        assertEquals("line 999", lines.getLast());
        assertEquals(32, lines.size());
    }

    @Test
    void withoutAMarkTheBeginAndTheEndAreKept() {
        List<WireLine> lines = of(1000, null).shortened(30).lines();
        assertEquals("line 19", lines.get(19).text().en());
        assertEquals("970 lines left out", lines.get(20).text().en());
        assertEquals("line 999", lines.getLast().text().en());
    }
}
