package workbook.checker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.checker.Needs;
import workbook.checker.probe.Clock;
import workbook.checker.probe.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.report.Status;
import workbook.checker.report.TaskResult;
import workbook.checker.report.Verdict;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** A server in another language is graded like any other: {@code --exec "node first-stream.mjs"}. */
@Needs("node")
class NodeFirstStreamTest {

    private static final Path FOLDER = Path.of("src/test/resources/node").toAbsolutePath();

    @Test
    void itPassesOnTheFastClock() {
        TaskResult task = grade("exec node first-stream.mjs");
        assertEquals(Set.of(), failed(task));
        assertEquals(Status.PASSED, task.status());
    }

    @ParameterizedTest
    @CsvSource({"late, 2.1/6", "cut, 2.1/7"})
    void aFaultFailsItsCheckAndNoOther(String fault, String check) {
        TaskResult task = grade("FAULT=" + fault + " exec node first-stream.mjs");
        assertEquals(Set.of(check), failed(task));
        assertEquals(Status.FAILED, task.status());
    }

    private static TaskResult grade(String line) {
        Home home = Home.find();
        Workbook workbook = WorkbookReader.workbook(home);
        GradingOptions options = new GradingOptions(
                home,
                workbook,
                WorkbookReader.knobs(home),
                new Target.Command(line, FOLDER),
                Clock.FAST,
                4711,
                Set.of(),
                false);
        return Grader.grade(List.of(workbook.task("2.1").orElseThrow()), options, GradingListener.NONE)
                .tasks()
                .getFirst();
    }

    private static Set<String> failed(TaskResult task) {
        Set<Verdict> bad = Set.of(Verdict.FAILED, Verdict.WARNED, Verdict.BROKEN);
        return task.checks().stream()
                .filter(check -> bad.contains(check.verdict()))
                .map(check -> check.id())
                .collect(Collectors.toSet());
    }
}
