package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.SmallWorkbook;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

class GradingTest {

    @TempDir
    Path folder;

    /** Nothing is printed over the screen of the learner, and nothing is lost. */
    @Test
    void anEndThatFailsIsKeptForTheReportOfAFault() {
        SmallWorkbook workbook = SmallWorkbook.in(folder);
        CountDownLatch ended = new CountDownLatch(1);
        Grading grading = new Grading(options(workbook), GradingListener.NONE);
        grading.closeMeanwhile(() -> {
            throw new IllegalStateException("the end that failed");
        });
        grading.closeMeanwhile(ended::countDown);
        grading.awaitClosed();
        assertEquals(0, ended.getCount());
        String trace = workbook.read(".sse/checker-fault.txt");
        assertTrue(trace.contains("the end that failed"), trace);
    }

    private static GradingOptions options(SmallWorkbook workbook) {
        return GradingOptions.of(
                workbook.home(),
                WorkbookReader.workbook(workbook.home()),
                WorkbookReader.knobs(workbook.home()),
                new Target.Folder(Tree.EXERCISES));
    }
}
