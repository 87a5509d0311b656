package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** Grades the servers of {@code src/test/resources/node}, as {@code --exec} does, on the fast clock. */
final class NodeServer {

    private static final Path FOLDER = Path.of("src/test/resources/node").toAbsolutePath();

    private NodeServer() {}

    /** Grades one task with a line for the shell, run in the folder of the servers. */
    static TaskResult grade(String id, String line) {
        return grade(id, new Target.Command(line, FOLDER));
    }

    /** Grades one task with any command. */
    static TaskResult grade(String id, Target.Command command) {
        Home home = Home.find();
        Workbook workbook = WorkbookReader.workbook(home);
        Task task = workbook.task(id).orElseThrow();
        GradingOptions options = GradingOptions.of(home, workbook, WorkbookReader.knobs(home), command)
                .withSeed(4711);
        TaskResult result = Grader.grade(List.of(task), options, GradingListener.NONE)
                .tasks()
                .getFirst();
        assertEquals(Grader.checks(task).size(), result.checks().size());
        return result;
    }

    /** @param skipped the checks that cannot be made of it, and no other is skipped: it has no page, or is no JVM */
    static void assertPasses(String id, String line, Integer... skipped) {
        TaskResult task = grade(id, line);
        Set<String> wanted = Stream.of(skipped).map(number -> id + "/" + number).collect(Collectors.toSet());
        List<CheckResult> otherwise = task.checks().stream()
                .filter(check -> check.verdict() != (wanted.contains(check.id()) ? Verdict.SKIPPED : Verdict.PASSED))
                .toList();
        assertEquals(List.of(), otherwise);
        assertEquals(Status.PASSED, task.status());
    }
}
