package workbook.checker.hostile;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Isolated;
import workbook.checker.Sample;
import workbook.checker.bad.Misbehaviour;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Kept;
import workbook.checker.probe.Target;
import workbook.checker.server.MachinePace;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * Every misbehaviour before the checks of every task that has a server: there is a verdict in time, it is never that the
 * task is solved, the checker itself does not break, and what it keeps has a bound.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("a flood takes what the servers of other tests need to answer in time")
class HostileMatrixTest {

    private static final int AT_ONCE = 6;

    /**
     * Of so many pairs of a misbehaviour and a task one is graded. Most pairs end by a wait for what never comes, so all
     * of them take an hour: only {@code -Dhostile=all} asks for that.
     */
    private static final int ONE_IN = 250;

    private static final int ONE_IN_THOROUGH = 20;

    /**
     * On a quiet machine; that of this test is not. Nearly all take less than half of it. The longest is a stream of 1.2
     * that sends a comment a second for ever, so that each check waits as long as it may.
     */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** Tasks in which only a page is the learner's. */
    private static final Set<String> PAGES = Set.of("2.2", "5.2");

    private record Pair(String mode, Task task) {
        @Override
        public String toString() {
            return mode + " in " + task.id();
        }
    }

    private record Outcome(Report report, MachinePace pace) {
        TaskResult task() {
            return report.tasks().getFirst();
        }

        String shown() {
            return task().status() + " after " + report.duration().toMillis() + " ms: "
                    + task().checks().stream()
                            .filter(check -> check.verdict() != Verdict.SKIPPED)
                            .map(check -> check.id() + " " + check.verdict())
                            .collect(Collectors.joining(", "));
        }
    }

    private final Home home = Home.find();
    private final Workbook workbook = WorkbookReader.workbook(home);
    private final Sample sample = Sample.asked();
    private final Map<Pair, Outcome> outcomes = new LinkedHashMap<>();

    @BeforeAll
    void gradeAll() throws InterruptedException, ExecutionException {
        List<Pair> pairs = Misbehaviour.modes().stream()
                .flatMap(mode -> servers().map(task -> new Pair(mode, task)))
                .filter(this::isGraded)
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Outcome>> calls = pairs.stream()
                    .<Callable<Outcome>>map(pair -> () -> grade(pair))
                    .toList();
            List<Future<Outcome>> graded = threads.invokeAll(calls);
            for (int i = 0; i < pairs.size(); i++) {
                outcomes.put(pairs.get(i), graded.get(i).get());
            }
        }
        System.out.printf(
                "%d misbehaviours before %d tasks, graded: %d (%s)%n",
                Misbehaviour.modes().size(), servers().count(), pairs.size(), sample);
        outcomes.forEach((pair, outcome) -> System.out.println(pair + " " + outcome.shown()));
    }

    private boolean isGraded(Pair pair) {
        Sample part = new Sample("all".equals(System.getProperty("hostile")), sample.seed());
        return part.takes(pair.toString(), sample.whole() ? ONE_IN_THOROUGH : ONE_IN);
    }

    private Stream<Task> servers() {
        return workbook.tasks().stream().filter(task -> !PAGES.contains(task.id()));
    }

    private Outcome grade(Pair pair) throws IOException {
        try (HostileServer server = HostileServer.start(0, pair.mode())) {
            GradingOptions options = GradingOptions.of(
                            home, workbook, WorkbookReader.knobs(home), new Target.Url(server.uri()))
                    .withSeed(1);
            return new Outcome(Grader.grade(List.of(pair.task()), options, GradingListener.NONE), MachinePace.now());
        }
    }

    @Test
    void thereIsAVerdictInTime() {
        eachOf((pair, outcome) -> assertTrue(
                outcome.report().duration().compareTo(outcome.pace().stretch(LIMIT)) < 0,
                () -> pair + " " + outcome.shown()));
    }

    @Test
    void noneOfThemSolvesATask() {
        eachOf((pair, outcome) -> {
            // With --url only the first check of 4.2 can be made: it looks at the head, which some of them send
            // rightly.
            if (outcome.task().count(Verdict.PASSED) > 1) {
                assertNotEquals(Status.PASSED, outcome.task().status(), () -> pair + " " + outcome.shown());
            }
        });
    }

    @Test
    void theCheckerItselfDoesNotBreak() {
        eachOf((pair, outcome) -> assertEquals(
                List.of(),
                outcome.task().checks().stream()
                        .filter(check -> check.verdict() == Verdict.BROKEN)
                        .map(check -> check.id() + " " + check.finding())
                        .toList(),
                pair::toString));
    }

    @Test
    void whatIsKeptHasABound() {
        assertTrue(KeptBytes.areBounded(), () -> Kept.bytes() + " bytes are kept");
    }

    private void eachOf(BiConsumer<Pair, Outcome> assertion) {
        List<Executable> all = new ArrayList<>();
        outcomes.forEach((pair, outcome) -> all.add(() -> assertion.accept(pair, outcome)));
        assertAll(all);
    }
}
