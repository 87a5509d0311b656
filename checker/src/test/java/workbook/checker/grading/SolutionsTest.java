package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
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
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class SolutionsTest {

    private static final Home HOME = Home.find();
    private static final Workbook WORKBOOK = WorkbookReader.workbook(HOME);
    private static final Sample SAMPLE = Sample.asked();

    /** Of so many solutions one is graded on the real clock, unless all are asked for. */
    private static final int ONE_IN = 13;

    /** On the fast clock so many are graded at a time, which keep a core busy. */
    private static final int AT_ONCE = 2;

    /** On the real clock so many are graded at a time: more that start together keep each other from answering. */
    private static final int PATIENT_AT_ONCE = 4;

    private static final Map<Graded, Future<Report>> REPORTS = new LinkedHashMap<>();
    private static final ExecutorService PATIENT = Executors.newFixedThreadPool(PATIENT_AT_ONCE);
    private static final ExecutorService BUSY = Executors.newFixedThreadPool(AT_ONCE);

    /** What is graded, and on which clock. */
    private record Graded(Task task, Tree tree, Clock clock) {

        Report grade() {
            return Grader.grade(
                    List.of(task),
                    GradingOptions.of(HOME, WORKBOOK, WorkbookReader.knobs(HOME), new Target.Folder(tree))
                            .withClock(clock)
                            .withSeed(4711),
                    GradingListener.NONE);
        }
    }

    /** On the real clock there is little to do, and much to wait for: it goes on beside the fast one. */
    @BeforeAll
    static void begin() {
        ServersAhead.prepare();
        onRealClock().forEach(task -> begin(PATIENT, new Graded(task, Tree.SOLUTIONS, Clock.REAL)));
        tasks().forEach(task -> begin(BUSY, new Graded(task, Tree.SOLUTIONS, Clock.FAST)));
        tasks().forEach(task -> begin(BUSY, new Graded(task, Tree.EXERCISES, Clock.FAST)));
    }

    private static void begin(ExecutorService threads, Graded graded) {
        REPORTS.put(graded, threads.submit(graded::grade));
    }

    @AfterAll
    static void end() {
        PATIENT.close();
        BUSY.close();
    }

    static Stream<Task> tasks() {
        return WORKBOOK.tasks().stream().filter(task -> !HOME.planned(task));
    }

    static Stream<Task> onRealClock() {
        return tasks().filter(task -> SAMPLE.takes(task.id(), ONE_IN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void theSolutionPassesOnTheFastClock(Task task) throws InterruptedException, ExecutionException {
        assertPassed(report(task, Tree.SOLUTIONS, Clock.FAST));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("onRealClock")
    void theSolutionPassesOnTheRealClock(Task task) throws InterruptedException, ExecutionException {
        assertPassed(report(task, Tree.SOLUTIONS, Clock.REAL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void theStubIsNotStarted(Task task) throws InterruptedException, ExecutionException {
        Report report = report(task, Tree.EXERCISES, Clock.FAST);
        assertEquals(Status.NOT_STARTED, report.tasks().getFirst().status());
        assertEquals(0, report.tasks().getFirst().count(Verdict.PASSED));
    }

    private static Report report(Task task, Tree tree, Clock clock) throws InterruptedException, ExecutionException {
        return REPORTS.get(new Graded(task, tree, clock)).get();
    }

    private static void assertPassed(Report report) {
        Optional<CheckResult> failed = report.tasks().getFirst().checks().stream()
                .filter(check -> check.verdict() != Verdict.PASSED && check.verdict() != Verdict.SKIPPED)
                .findFirst();
        assertEquals(Optional.empty(), failed);
        assertEquals(Status.PASSED, report.tasks().getFirst().status());
    }
}
