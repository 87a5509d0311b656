package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.Sample;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** Every solution passes, and no untouched stub does. */
@Execution(ExecutionMode.CONCURRENT)
class SolutionsTest {

    private static final Home HOME = Home.find();
    private static final Workbook WORKBOOK = WorkbookReader.workbook(HOME);
    private static final Sample SAMPLE = Sample.asked();

    /** Of so many solutions one is graded on the real clock, unless all are asked for. */
    private static final int ONE_IN = 3;

    @BeforeAll
    static void prepare() {
        ServersAhead.prepare();
    }

    static Stream<Task> tasks() {
        return WORKBOOK.tasks().stream().filter(task -> !HOME.planned(task));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void theSolutionPassesOnTheFastClock(Task task) {
        assertPassed(grade(task, Tree.SOLUTIONS, Clock.FAST));
    }

    /** At once: on the real clock there is little to do, and much to wait for. */
    @Test
    void theSolutionsPassOnTheRealClock() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Report>> gradings = tasks().filter(task -> SAMPLE.takes(task.id(), ONE_IN))
                    .<Callable<Report>>map(task -> () -> grade(task, Tree.SOLUTIONS, Clock.REAL))
                    .toList();
            for (Future<Report> grading : threads.invokeAll(gradings)) {
                assertPassed(grading.get());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void theStubIsNotStarted(Task task) {
        Report report = grade(task, Tree.EXERCISES, Clock.FAST);
        assertEquals(Status.NOT_STARTED, report.tasks().getFirst().status());
        assertEquals(0, report.tasks().getFirst().count(Verdict.PASSED));
    }

    private static void assertPassed(Report report) {
        Optional<CheckResult> failed = report.tasks().getFirst().checks().stream()
                .filter(check -> check.verdict() != Verdict.PASSED && check.verdict() != Verdict.SKIPPED)
                .findFirst();
        assertEquals(Optional.empty(), failed);
        assertEquals(Status.PASSED, report.tasks().getFirst().status());
    }

    private static Report grade(Task task, Tree tree, Clock clock) {
        return Grader.grade(
                List.of(task),
                GradingOptions.of(HOME, WORKBOOK, WorkbookReader.knobs(HOME), new Target.Folder(tree))
                        .withClock(clock)
                        .withSeed(4711),
                GradingListener.NONE);
    }
}
