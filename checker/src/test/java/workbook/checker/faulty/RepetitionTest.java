package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** With {@code -Drepeat=10 -Dvariants=REGEX}: those variants are judged rightly each time. */
@Isolated
class RepetitionTest {

    private final Repetition repetition = Repetition.fromProperties();

    @Test
    void eachTimeTheVerdictIsTheSame() throws InterruptedException, ExecutionException {
        assumeTrue(repetition.times() > 0, "-Drepeat says how often");
        List<Variant> variants = TaskVariants.ofAllTasks().stream()
                .filter(FaultMatrix::canBeGraded)
                .filter(repetition::takes)
                .toList();
        assertEquals(
                List.of(),
                repetition.of(variants).stream()
                        .filter(outcome -> !outcome.always())
                        .toList());
    }
}
