package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import workbook.checker.finding.TaskResult;
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
}
