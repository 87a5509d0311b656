package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.Needs;
import workbook.checker.SmallWorkbook;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.TaskResult;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** A signal to checker and server together ends both, and the end of the one is no fault of the other. */
@Timeout(90)
class InterruptionTest {

    @TempDir
    Path folder;

    /** Grades a server that never answers, and prints what a listener is told. */
    public static void main(String[] args) {
        Home home = new Home(Path.of(args[0]));
        Workbook registry = WorkbookReader.workbook(home);
        Target.Command silent = new Target.Command(
                "exec '%s' -cp '%s' workbook.checker.hostile.HostileServer silent"
                        .formatted(java(), System.getProperty("java.class.path")),
                Path.of("").toAbsolutePath());
        GradingListener listener = new GradingListener() {
            @Override
            public void taskStarted(Task task) {
                System.out.println("begins");
            }

            @Override
            public void checkFinished(Task task, CheckResult result) {
                System.out.println(result.id() + " " + result.verdict());
            }

            @Override
            public void taskFinished(TaskResult result) {
                System.out.println("ends " + result.status());
            }
        };
        Grader.grade(registry.tasks(), GradingOptions.of(home, registry, WorkbookReader.knobs(home), silent), listener);
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    @Test
    @Needs("setsid")
    void aSignalToAllProcessesOfTheGroupPrintsNoVerdict() throws IOException, InterruptedException {
        Path home = SmallWorkbook.in(folder).home().root();
        Process checker = new ProcessBuilder(
                        "setsid",
                        java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InterruptionTest.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = checker.inputReader()) {
            assertEquals("begins", output.readLine());
            assertTrue(
                    PolledCondition.await(() -> checker.descendants().findAny().isPresent(), Duration.ofSeconds(30)));
            new ProcessBuilder("kill", "-TERM", "--", "-" + checker.pid())
                    .start()
                    .waitFor();
            assertEquals("", output.lines().collect(Collectors.joining("\n")));
            assertTrue(checker.waitFor(30, TimeUnit.SECONDS));
            assertFalse(Files.exists(home.resolve(".sse/checker-fault.txt")));
        } finally {
            checker.descendants().forEach(ProcessHandle::destroyForcibly);
            checker.destroyForcibly();
        }
    }
}
