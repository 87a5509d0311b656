package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.Sample;
import workbook.checker.finding.Status;
import workbook.checker.grading.ServersAhead;
import workbook.checker.report.Golden;
import workbook.checker.text.Language;

/**
 * A faulty server of a task fails the check named for it and no other; an odd but legal one passes. Each task has a
 * subclass of this, so that two tasks can be graded at a time. How many of them a run grades says {@link VariantSample}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
public abstract class FaultMatrixTest {

    private final String task;
    private final VariantSample sample;
    private FaultMatrix matrix;

    protected FaultMatrixTest(String task) {
        this.task = task;
        VariantSample asked = VariantSample.of(FaultMatrix.variants(task), Sample.asked());
        this.sample = Golden.recording() ? asked.withAllFaulty() : asked;
    }

    @BeforeAll
    void gradeAll() throws InterruptedException, ExecutionException {
        ServersAhead.prepare();
        matrix = FaultMatrix.of(task, sample);
    }

    @AfterAll
    void print() {
        System.out.println(matrix.table());
        matrix = null; // JUnit keeps this object to the end of the run, and a report keeps what was on the wire
    }

    Stream<Arguments> faulty() {
        return sample.faulty().stream().map(variant -> argumentSet(variant.toString(), variant));
    }

    Stream<Arguments> legal() {
        return sample.odd().stream().map(variant -> argumentSet(variant.toString(), variant));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aFaultyServerFailsItsCheckAndNoOther(Variant variant) {
        assertEquals(
                Set.of(variant.kills()),
                matrix.failed(variant),
                () -> FailureMessages.of(variant, matrix.report(variant), Language.EN));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("legal")
    void anOddServerPasses(Variant variant) {
        assertEquals(
                Set.of(),
                matrix.failed(variant),
                () -> FailureMessages.of(variant, matrix.report(variant), Language.EN));
        assertEquals(Status.PASSED, matrix.report(variant).tasks().getFirst().status());
    }

    @ParameterizedTest
    @EnumSource
    void messagesAreThoseThatAPersonRead(Language language) {
        String golden = golden(language);
        Golden.verifySections(
                golden,
                sample.faulty().stream()
                        .map(variant -> message(variant, language, golden))
                        .toList());
    }

    /** What nobody is told any more is found without any grading. */
    @ParameterizedTest
    @EnumSource
    void messagesAreOfEveryFaultyServerThereIs(Language language) {
        assumeFalse(Golden.recording(), "it may not be written yet");
        assertEquals(
                FaultMatrix.allVariants(task).stream()
                        .filter(variant -> !variant.kills().isEmpty())
                        .map(FailureMessages::heading)
                        .toList(),
                Golden.headings(golden(language)));
    }

    private String golden(Language language) {
        return "faults-%s.%s.txt".formatted(task, language.code());
    }

    /**
     * A fault may show itself by one of two signs, and which comes first is a race. So a message that nobody has read is
     * asked for again. The verdict is not: that has to be the same each time.
     */
    private String message(Variant variant, Language language, String golden) {
        String message = FailureMessages.of(variant, matrix.told(variant), language);
        for (int times = 0; times < 2 && !Golden.knows(golden, message); times++) {
            System.out.println("another message, and was graded again: " + variant.task() + " " + variant);
            message = FailureMessages.of(variant, matrix.reportAgain(variant), language);
        }
        return message;
    }

    /** One in a hundred is the noise of a crowded machine. More is a check with too short a limit. */
    @Test
    void aVerdictHoldsOnABusyMachine() {
        assertTrue(
                matrix.wobbled().size() <= 1 + sample.graded().size() / 100,
                () -> "blamed for more than their fault at first: " + matrix.wobbled());
    }

    @Test
    void everyCheckKillsSomething() {
        matrix.kills()
                .forEach((check, faults) -> assertFalse(faults.isEmpty(), check + " cannot fail: add a faulty server"));
    }
}
