package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.checker.docs.Recorded;
import workbook.checker.workbook.Home;

/** {@code docs/grader.md} says what the matrix holds. */
class GraderDocTest {

    private final GraderDoc doc = GraderDoc.here();

    @Test
    void theTablesAreThoseOfTheMatrix() {
        Path file = Home.find().root().resolve("docs/grader.md");
        new Recorded(file, "figures").verify(doc.figures());
        new Recorded(file, "field").verify(doc.field());
        new Recorded(file, "matrix").verify(doc.matrix());
    }

    @Test
    void everyFaultOfTheFieldIsCaughtOrHasAReason() {
        assertEquals(List.of(), doc.problems());
    }

    @Test
    void noTwoVariantsHaveOneName() {
        List<String> names = doc.variants().stream().map(Variant::toString).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }
}
