package workbook.checker.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.text.Text.same;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Severity;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.text.Text;
import workbook.checker.workbook.Chapter;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Step;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;

class ProgressTest {

    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");
    private static final Task FIRST = new Task("2.1", "first-stream", same("first"), Map.of(), Optional.empty());
    private static final Task OTHER = new Task("1.2", "wire-format", same("other"), Map.of(), Optional.empty());
    private static final Task PLANNED = new Task("1.1", "three-ways", same("planned"), Map.of(), Optional.empty());

    @TempDir
    Path folder;

    @Test
    void nothingIsDoneAtFirst() {
        assertFalse(progress().done(FIRST));
        assertEquals(Optional.empty(), progress().of(FIRST));
    }

    @Test
    void resultsAreKept() throws IOException {
        progress()
                .remember(List.of(result("2.1", Status.FAILED, Verdict.PASSED, Verdict.WARNED, Verdict.FAILED)), NOON);
        assertEquals("2.1 failed 2/3 open 2030-01-31T12:00:00Z\nseen 2.1/1\n", file());
        assertEquals(
                new Progress.Entry(Status.FAILED, 2, 3, false, NOON),
                progress().of(FIRST).orElseThrow());
    }

    @Test
    void triesAreCountedUntilTheCheckPasses() throws IOException {
        progress().remember(List.of(result("2.1", Status.FAILED, Verdict.FAILED)), NOON);
        progress().remember(List.of(result("2.1", Status.FAILED, Verdict.FAILED)), NOON);
        progress().remember(List.of(result("2.1", Status.ERROR, Verdict.SKIPPED)), NOON);
        progress().asked("2.1/1", 3);
        assertEquals(new Progress.Tries(2, 0, 3), progress().tries("2.1/1"));
        assertEquals(2, progress().tries(FIRST));
        assertEquals(1, progress().failing(FIRST).orElseThrow());
        assertTrue(whole().endsWith("\n2.1/1 failed 2 passed 0 hint 3\n"));
        progress().remember(List.of(result("2.1", Status.PASSED, Verdict.PASSED)), NOON);
        assertEquals(new Progress.Tries(0, 1, 0), progress().tries("2.1/1"));
        assertTrue(progress().failing(FIRST).isEmpty());
    }

    @Test
    void aTaskThatIsBegunAgainStaysDone() throws IOException {
        progress().remember(List.of(result("2.1", Status.PASSED, Verdict.PASSED)), NOON);
        progress().forget(FIRST, NOON);
        assertEquals("2.1 not_started 0/1 done 2030-01-31T12:00:00Z\n", whole());
    }

    @Test
    void whatHasPassedOnceStaysDone() throws IOException {
        progress().remember(List.of(result("2.1", Status.PASSED, Verdict.PASSED)), NOON);
        progress().remember(List.of(result("2.1", Status.FAILED, Verdict.FAILED)), NOON);
        assertEquals("2.1 failed 0/1 done 2030-01-31T12:00:00Z\nseen 2.1/1\n", file());
        assertTrue(progress().done(FIRST));
    }

    @Test
    void whatSaysNothingOfTheLearnerIsNotRemembered() throws IOException {
        progress().remember(List.of(result("2.1", Status.PASSED, Verdict.PASSED)), NOON);
        progress()
                .remember(
                        List.of(
                                result("2.1", Status.ERROR, Verdict.BROKEN),
                                result("1.2", Status.SKIPPED, Verdict.SKIPPED)),
                        NOON.plusSeconds(1));
        assertEquals("2.1 passed 1/1 done 2030-01-31T12:00:00Z\n", file());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "2.1",
                "2.1 brilliant 8/8 done 2030-01-31T12:00:00Z",
                "2.1 passed 8 done 2030-01-31T12:00:00Z",
                "2.1 passed 8/8 done yesterday",
                "2.1 passed 8/8 done 2030-01-31T12:00:00Z in 3 tries",
                "2.1 passed -1/8 done 2030-01-31T12:00:00Z",
                "2.1 passed 99999999999/8 done 2030-01-31T12:00:00Z",
                "\u00ff\u0000\u00e4"
            })
    void aLineThatNobodyUnderstandsIsKept(String line) throws IOException {
        write(line + "\n1.2 passed 12/12 done 2030-01-31T12:00:00Z\n");
        assertFalse(progress().done(FIRST));
        assertTrue(progress().done(OTHER));
        progress().remember(List.of(result("2.1", Status.FAILED, Verdict.FAILED)), NOON);
        assertEquals(
                "1.2 passed 12/12 done 2030-01-31T12:00:00Z\n2.1 failed 0/1 open 2030-01-31T12:00:00Z\nseen 2.1/1\n"
                        + line + "\n",
                file());
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidAndLeavesNothingBehind() throws IOException {
        Files.createDirectories(folder.resolve(".sse/progress.txt/not-empty"));
        Progress progress = progress();
        assertThrows(
                IOException.class,
                () -> progress.remember(List.of(result("2.1", Status.PASSED, Verdict.PASSED)), NOON));
        try (Stream<Path> left = Files.list(folder.resolve(".sse"))) {
            assertEquals(
                    List.of("progress.txt", "progress.txt.lock"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void theNextIsTheFirstOfTheOrderThatIsThereAndNotDone() throws IOException {
        Workbook workbook = new Workbook(
                "1",
                List.of(
                        new Chapter(1, Text.NONE, false, List.of(PLANNED, OTHER)),
                        new Chapter(2, Text.NONE, true, List.of(FIRST))),
                List.of(new Step(List.of("2.1"), Text.NONE)));
        Files.createDirectories(folder.resolve("exercises/2.1-first-stream"));
        Files.createDirectories(folder.resolve("exercises/1.2-wire-format"));
        assertEquals(Optional.of(FIRST), progress().next(workbook, home()));
        progress().remember(List.of(result("2.1", Status.PASSED, Verdict.PASSED)), NOON);
        assertEquals(Optional.of(OTHER), progress().next(workbook, home()));
        progress().remember(List.of(result("1.2", Status.PASSED, Verdict.PASSED)), NOON);
        assertEquals(Optional.empty(), progress().next(workbook, home()));
    }

    private Home home() {
        return new Home(folder);
    }

    private Progress progress() {
        return Progress.read(home());
    }

    /** The lines of the tasks; those of the checks are tested elsewhere. */
    private String file() throws IOException {
        return whole().replaceAll("(?m)^2\\.1/\\d+ failed .*\n", "");
    }

    private String whole() throws IOException {
        return Files.readString(folder.resolve(".sse/progress.txt"), StandardCharsets.ISO_8859_1);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(folder.resolve(".sse"));
        Files.writeString(folder.resolve(".sse/progress.txt"), text, StandardCharsets.ISO_8859_1);
    }

    private static TaskResult result(String id, Status status, Verdict... verdicts) {
        List<CheckResult> checks = Stream.of(verdicts)
                .map(verdict -> new CheckResult(
                        id + "/1", Text.NONE, Severity.MUST, Text.NONE, verdict, Duration.ZERO, Optional.empty()))
                .toList();
        return TaskResult.of(id, Text.NONE, status, Duration.ZERO, "", checks, Optional.empty());
    }
}
