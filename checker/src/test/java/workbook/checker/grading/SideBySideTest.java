package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import workbook.checker.finding.Prediction.Row;

/** Which lines stand side by side, and which of them differ. */
class SideBySideTest {

    @Test
    void theSameLines() {
        assertEquals("= data: a|data: a, = |", shown(List.of("data: a", ""), List.of("data: a", "")));
    }

    @Test
    void aSpaceBehindTheColonIsFree() {
        assertEquals("= data: a|data:a", shown(List.of("data: a"), List.of("data:a")));
        assertEquals("! data: a|data:  a", shown(List.of("data: a"), List.of("data:  a")));
    }

    @Test
    void theOrderOfFieldsIsFreeButNotThatOfData() {
        assertEquals(
                "= id: 1|id: 1, = data: a|data: a, = |",
                shown(List.of("data: a", "id: 1", ""), List.of("id: 1", "data: a", "")));
        assertEquals(
                "! data: b|, = data: a|data: a, ! |data: b",
                shown(List.of("data: b", "data: a"), List.of("data: a", "data: b")));
    }

    @Test
    void dotsStandForAnything() {
        assertEquals("= data: 2026-...Z|data:2026-11Z", shown(List.of("data: 2026-...Z"), List.of("data:2026-11Z")));
        assertEquals("! data: 2027…|data: 2026", shown(List.of("data: 2027…"), List.of("data: 2026")));
    }

    @Test
    void aBlockMoreShiftsNothing() {
        assertEquals(
                "! |retry: 1, ! |, = data: a|data: a, = |",
                shown(List.of("data: a", ""), List.of("retry: 1", "", "data: a", "")));
    }

    @Test
    void aBlankLineThatWasForgottenIsSeen() {
        assertEquals(
                "= data: a|data: a, ! |, = data: b|data: b, ! |",
                shown(List.of("data: a", "data: b"), List.of("data: a", "", "data: b", "")));
    }

    private static String shown(List<String> predicted, List<String> real) {
        return SideBySide.rows(predicted, real).stream()
                .map(SideBySideTest::shown)
                .collect(Collectors.joining(", "));
    }

    private static String shown(Row row) {
        return (row.same() ? "= " : "! ") + String.join("", row.predicted()) + "|" + String.join("", row.sent());
    }
}
