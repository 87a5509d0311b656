package workbook.checker.mutation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.Sample;
import workbook.checker.mutation.TaskMutants.Fate;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * Some mutants of each solution, the same ones each time: the checks notice them, or {@code bench/mutants.tsv} says why not.
 * {@code bench/run mutants} takes all.
 */
@Execution(ExecutionMode.CONCURRENT)
class MutantsTest {

    private static final int OF_EACH_TASK = 3;
    private static final long SEED = 1;

    private static final Home HOME = Home.find();
    private static final Workbook WORKBOOK = WorkbookReader.workbook(HOME);

    static Stream<Task> tasks() {
        return WORKBOOK.tasks().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyMutantIsCaughtOrExplained(Task task) throws IOException {
        assumeTrue(Sample.asked().whole(), "mutants are graded where much is asked for: -P thorough");
        TaskMutants mutants = TaskMutants.of(HOME, task);
        Survivors survivors = Survivors.read(HOME, task);
        GradingOptions options =
                GradingOptions.of(HOME, WORKBOOK, WorkbookReader.knobs(HOME), new Target.Folder(Tree.EXERCISES));
        for (Mutant mutant : mutants.drawn(OF_EACH_TASK, SEED)) {
            Fate fate = mutants.fate(mutant, options);
            boolean right =
                    switch (fate.kind()) {
                        case CAUGHT, INVALID -> true;
                        case SURVIVED -> survivors.of(mutant).isPresent();
                        case BROKEN -> false;
                    };
            assertTrue(
                    right,
                    () -> task.id() + " " + mutant + ": " + fate + ". Sharpen a check, or say why it may"
                            + " survive in bench/mutants.tsv");
        }
    }
}
