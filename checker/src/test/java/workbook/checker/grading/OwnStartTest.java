package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.server.ServerException;
import workbook.checker.server.Trouble;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** The checks replace what a learner has configured, so what he has must be tried, too: over real processes. */
@Execution(ExecutionMode.CONCURRENT)
class OwnStartTest {

    private static final String FILE = "exercises/2.1-first-stream/src/main/resources/application.yaml";

    @TempDir
    Path folder;

    private final Home home = Home.find();
    private final Workbook workbook = WorkbookReader.workbook(home);
    private final Task task = workbook.task("2.1").orElseThrow();

    static Stream<Arguments> unusable() {
        return Stream.of(
                argumentSet(
                        "a key that is misspelt",
                        "interval: PT1S",
                        "intervall: PT1S",
                        "line 11: received intervall: PT1S, wanted the key clock.interval."),
                argumentSet(
                        "a duration that is none",
                        "interval: PT1S",
                        "interval: 1S",
                        "line 11: received interval: 1S, wanted a duration such as PT1S, PT0.5S" + " or PT2M."),
                argumentSet(
                        "a key that is left out",
                        "  duration: PT10S",
                        "  # duration: PT10S",
                        "line 10: received no such key under clock, wanted the key clock.duration."),
                argumentSet(
                        "a value that the program refuses",
                        "interval: PT1S",
                        "interval: PT0S",
                        "line 11: received interval: PT0S, wanted what your program says:"
                                + " clock.interval is PT0S, but must be more than nothing."));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCannotBeUsedIsSaidByItsLine(String from, String to, String said) throws Exception {
        try (TargetSession session = TargetSession.open(task, options(from, to))) {
            Trouble trouble = session.ownStart().orElseThrow().await().orElseThrow();
            assertEquals(
                    "The checks start your program with values of their own. With those of your application.yaml it does"
                            + " not start. " + FILE + ", " + said,
                    trouble.sentence().en());
        }
    }

    @Test
    void whatIsNoYamlIsSaidInOneSentence() throws IOException {
        GradingOptions options = options("  interval: PT1S", "\tinterval: PT1S");
        Trouble trouble = assertThrows(ServerException.class, () -> TargetSession.open(task, options))
                .trouble();
        assertEquals(
                FILE
                        + " is no YAML in line 11, column 1: found character '\\t(TAB)' that cannot start any token. (Do not use"
                        + " \\t(TAB) for indentation).",
                trouble.sentence().en());
        assertEquals(1, trouble.detail().lines().count());
        assertEquals("用空格缩进：这一行里有制表符。", trouble.next().zh());
    }

    @Test
    void whatStartsIsNoTrouble() throws Exception {
        try (TargetSession session = TargetSession.open(task, options("PT10S", "PT20S"))) {
            assertEquals(Optional.empty(), session.ownStart().orElseThrow().await());
        }
    }

    @Test
    void oneCheckAloneAndAServerOfOthersAreNotStartedTwice() throws Exception {
        GradingOptions options = options("PT10S", "PT20S");
        try (TargetSession session = TargetSession.open(task, options);
                TargetSession one = TargetSession.open(task, options.withOnly(Set.of(1)));
                TargetSession foreign = TargetSession.open(task, options.withTarget(new Target.Url(session.base())))) {
            assertTrue(one.ownStart().isEmpty());
            assertTrue(foreign.ownStart().isEmpty());
        }
    }

    @Test
    void theReportSaysItThoughEveryCheckHasPassed() throws IOException {
        TaskResult result = Grader.grade(List.of(task), options("interval: PT1S", "interval: 1S"), GradingListener.NONE)
                .tasks()
                .getFirst();
        assertEquals(Status.ERROR, result.status());
        assertEquals(0, result.count(Verdict.FAILED));
        String sentence = result.trouble().orElseThrow().sentence().zh();
        assertTrue(sentence.contains(FILE + " 第 11 行：收到的是：interval: 1S"), sentence);
    }

    private GradingOptions options(String from, String to) throws IOException {
        Path solution = home.folder(Tree.SOLUTIONS, task);
        Home copy = new Home(Files.createTempDirectory(folder, "workbook").toRealPath());
        Path exercise = copy.folder(Tree.EXERCISES, task);
        try (Stream<Path> files = Files.walk(solution.resolve("src/main"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = exercise.resolve(solution.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path yaml = exercise.resolve("src/main/resources/application.yaml");
        String text = Files.readString(yaml);
        assertTrue(text.contains(from), text);
        Files.writeString(yaml, text.replace(from, to));
        Files.createSymbolicLink(
                copy.exerciseLibraries().getParent(), home.exerciseLibraries().getParent());
        return GradingOptions.of(copy, workbook, WorkbookReader.knobs(home), new Target.Folder(Tree.EXERCISES));
    }
}
