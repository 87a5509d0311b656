package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.report.Golden;
import workbook.checker.report.Status;
import workbook.checker.run.ServersAhead;
import workbook.checker.text.Language;

/** Every faulty server fails the check named for it and no other; every odd but legal one passes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {

    private FaultMatrix matrix;

    @BeforeAll
    void gradeAll() throws InterruptedException, ExecutionException {
        ServersAhead.prepare();
        matrix = new FaultMatrix().gradeAll();
    }

    @AfterAll
    void print() {
        System.out.println(matrix.table());
    }

    static Stream<Arguments> faulty() {
        return FaultMatrix.variants().stream()
                .filter(variant -> !variant.kills().isEmpty())
                .map(variant -> argumentSet(variant.toString(), variant));
    }

    static Stream<Arguments> legal() {
        return FaultMatrix.variants().stream()
                .filter(variant -> variant.kills().isEmpty())
                .map(variant -> argumentSet(variant.toString(), variant));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aFaultyServerFailsItsCheckAndNoOther(Variant variant) {
        assertEquals(Set.of(variant.kills()), matrix.failed(variant));
    }

    @ParameterizedTest
    @MethodSource("legal")
    void anOddServerPasses(Variant variant) {
        assertEquals(Set.of(), matrix.failed(variant), () -> Messages.of(variant, matrix.report(variant), Language.EN));
        assertEquals(Status.PASSED, matrix.report(variant).tasks().getFirst().status());
    }

    @ParameterizedTest
    @MethodSource("tasksAndLanguages")
    void messagesAreThoseThatAPersonRead(String task, Language language) {
        String golden = "faults-%s.%s.txt".formatted(task, language.code());
        String messages = FaultMatrix.variants().stream()
                .filter(variant ->
                        variant.task().equals(task) && !variant.kills().isEmpty())
                .map(variant -> message(variant, language, golden))
                .collect(Collectors.joining("\n"));
        Golden.verify(golden, messages);
    }

    /**
     * A fault may show itself by one of two signs, and which comes first is a race. So a message that nobody has read is
     * asked for again. The verdict is not: that has to be the same each time.
     */
    private String message(Variant variant, Language language, String golden) {
        String message = Messages.of(variant, matrix.report(variant), language);
        for (int times = 0; times < 2 && !Golden.knows(golden, message); times++) {
            System.out.println("another message, and was graded again: " + variant.task() + " " + variant);
            message = Messages.of(variant, matrix.reportAgain(variant), language);
        }
        return message;
    }

    static Stream<Arguments> tasksAndLanguages() {
        return FaultMatrix.variants().stream().map(Variant::task).distinct().flatMap(task -> Arrays.stream(
                        Language.values())
                .map(language -> Arguments.of(task, language)));
    }

    @Test
    void everyCheckKillsSomething() {
        matrix.kills()
                .forEach((check, faults) -> assertFalse(faults.isEmpty(), check + " cannot fail: add a faulty server"));
    }

    @Test
    void namesAreUnique() {
        List<String> names =
                FaultMatrix.variants().stream().map(Variant::toString).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }
}
