package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.SmallWorkbook;
import workbook.checker.finding.Prediction;
import workbook.checker.probe.Experiment;
import workbook.checker.probe.Fault;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Probe;
import workbook.checker.probe.ReceivedLines;
import workbook.checker.probe.Target;
import workbook.checker.server.ServerException;
import workbook.checker.text.Text;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** What an experiment throws: of the learner's server, or of the checker. */
class PredictionCheckTest {

    @TempDir
    Path folder;

    private SmallWorkbook workbook;

    static final class Sends {
        @Experiment
        static ReceivedLines one(Probe probe) {
            return new ReceivedLines(List.of("data: hello"));
        }
    }

    static final class Fails {
        @Experiment
        static ReceivedLines one(Probe probe) {
            throw Fault.expected(Text.same("an answer")).failure();
        }
    }

    static final class Breaks {
        @Experiment
        static ReceivedLines one(Probe probe) {
            throw new IndexOutOfBoundsException("a fault of the checker");
        }
    }

    @BeforeEach
    void predict() {
        workbook = SmallWorkbook.in(folder);
        workbook.write("exercises/8.1-verdicts/predict.txt", "data: hello\n");
    }

    @Test
    void whatCameStandsBesideWhatWasPredicted() throws ServerException {
        assertTrue(compare(Sends.class).rows().getFirst().same());
    }

    @Test
    void aServerThatIsNotAbleYetIsWaitedFor() throws ServerException {
        Prediction prediction = compare(Fails.class);
        assertEquals(List.of(), prediction.rows());
        assertTrue(prediction.said().en().contains("as soon as your server sends a stream"), prediction::toString);
        assertFalse(Files.exists(workbook.root().resolve(".sse/checker-fault.txt")));
    }

    @Test
    void aFaultOfTheCheckerIsSaidToBeOne() throws ServerException {
        Prediction prediction = compare(Breaks.class);
        assertEquals(List.of(), prediction.rows());
        assertTrue(prediction.said().en().contains("the checker itself broke"), prediction::toString);
        assertTrue(prediction.said().en().contains("IndexOutOfBoundsException"), prediction::toString);
        assertTrue(workbook.read(".sse/checker-fault.txt").contains("a fault of the checker"));
    }

    private Prediction compare(Class<?> checks) throws ServerException {
        Workbook registry = WorkbookReader.workbook(workbook.home());
        Task task = registry.tasks().getFirst();
        GradingOptions options = GradingOptions.of(
                workbook.home(), registry, WorkbookReader.knobs(workbook.home()), new Target.Folder(Tree.EXERCISES));
        try (Probe probe = new Probe(TargetSession.open(task, options), options)) {
            return new PredictionCheck(options, task, checks)
                    .compare(Optional.of(probe))
                    .orElseThrow();
        }
    }
}
