package workbook.checker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.probe.Clock;
import workbook.checker.probe.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.report.CheckResult;
import workbook.checker.report.TaskResult;
import workbook.checker.report.Verdict;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** The contract of task 3.3 asks for nothing that only Helidon can do: a server in Node fulfils it. */
@Needs("node")
class NodeBroadcastTest {

    private static final Path FOLDER = Path.of("src/test/resources/node");

    @Test
    void aServerInNodePassesEveryCheck() {
        Home home = Home.find();
        Workbook workbook = WorkbookReader.workbook(home);
        Task task = workbook.task("3.3").orElseThrow();
        Target target = new Target.Command(
                "node broadcast.mjs", home.root().resolve("checker").resolve(FOLDER));
        GradingOptions options = new GradingOptions(
                home, workbook, WorkbookReader.knobs(home), target, Clock.FAST, 4711, Set.of(), false);

        TaskResult result = Grader.grade(List.of(task), options, GradingListener.NONE)
                .tasks()
                .getFirst();

        List<CheckResult> notPassed = result.checks().stream()
                .filter(check -> check.verdict() != Verdict.PASSED)
                .toList();
        assertEquals(List.of(), notPassed);
        assertEquals(Grader.checks(task).size(), result.checks().size());
    }
}
