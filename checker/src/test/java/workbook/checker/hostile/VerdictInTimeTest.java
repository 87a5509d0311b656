package workbook.checker.hostile;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.faulty.Variant.faulty;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.Needs;
import workbook.checker.Sample;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.ReplayServer;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.Verdict;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.server.MachinePace;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * Small changes to a solution after which it owes one answer after another: all checks together come to their verdict as
 * soon as promised. Which of the checks fail is not looked at.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class VerdictInTimeTest {

    /** On a quiet machine, for all checks of a task. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Of so many changes one is graded, and of half of so many where much is asked for. */
    private static final int ONE_IN = 4;

    private static final Duration SLOW_START = Duration.ofSeconds(13);

    private static final Home HOME = Home.find();
    private static final Workbook WORKBOOK = WorkbookReader.workbook(HOME);

    private static final int AT_ONCE = 3;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);
    private static final Map<String, Future<Report>> REPORTS = new HashMap<>();

    private static GradingOptions options(Target target) {
        return GradingOptions.of(HOME, WORKBOOK, WorkbookReader.knobs(HOME), target);
    }

    static Stream<Variant> changes() {
        Sample sample = Sample.asked();
        return sample.partOfAll(changed().toList(), sample.whole() ? ONE_IN / 2 : ONE_IN).stream();
    }

    private static Stream<Variant> changed() {
        return Stream.of(
                faulty(
                        "own",
                        "the wait for a message is turned round",
                        "3.1/3",
                        new EditedSolution("while (place == newest", "while (place != newest")),
                faulty(
                        "own",
                        "a heartbeat without its line end",
                        "3.2/4",
                        new EditedSolution("\": heartbeat\\n\\n\"", "\": heartbeat\"")),
                faulty(
                        "own",
                        "a heartbeat swallows the next message",
                        "3.2/4",
                        new EditedSolution("\": heartbeat\\n\\n\"", "\": heartbeat\\ndata\"")),
                faulty(
                        "own",
                        "the lock of the log is never given back",
                        "4.2/1",
                        new EditedSolution(
                                """
                                                    complainOnce(e.toString());
                                                } finally {
                                                    looking.unlock();
                                        """,
                                """
                                                    complainOnce(e.toString());
                                                } finally {
                                                    trouble += "";
                                        """)));
    }

    @Test
    void eachChangeFitsIntoItsSolution() {
        changed()
                .forEach(variant -> assertDoesNotThrow(
                        () -> ((EditedSolution) variant.subject())
                                .texts(HOME.folder(
                                        Tree.SOLUTIONS,
                                        WORKBOOK.task(variant.task()).orElseThrow())),
                        variant::toString));
    }

    private static Variant pageThatNeverReturns() {
        return faulty(
                "own",
                "the loop that trims the log never ends",
                "5.2/2",
                EditedPage.of(
                        "5.2",
                        "  while (log.children.length > ROWS) {\n    log.firstElementChild.remove();",
                        "  while (log.children.length > 0) {\n    log.firstElementChild.hidden = true;"));
    }

    /** All beside each other: nearly all that they do is wait. */
    @BeforeAll
    static void beginAll() {
        changes().forEach(VerdictInTimeTest::begin);
        if (Needs.Installed.isOnPath("chromium")) {
            begin(pageThatNeverReturns());
        }
    }

    private static void begin(Variant variant) {
        Task task = WORKBOOK.task(variant.task()).orElseThrow();
        REPORTS.put(variant.name(), THREADS.submit(() -> variant.subject()
                .grade(variant, task, options(new Target.Folder(Tree.EXERCISES)))));
    }

    @AfterAll
    static void end() {
        THREADS.close();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("changes")
    void aSmallChangeThatHoldsEverythingUpFailsInTime(Variant variant) throws InterruptedException, ExecutionException {
        requireFailedInTime(variant);
    }

    @Test
    @Needs("chromium")
    void aPageThatNeverReturnsFailsInTime() throws InterruptedException, ExecutionException {
        requireFailedInTime(pageThatNeverReturns());
    }

    private static void requireFailedInTime(Variant variant) throws InterruptedException, ExecutionException {
        Report report = REPORTS.get(variant.name()).get();
        requireInTime(report);
        assertEquals(Status.FAILED, report.tasks().getFirst().status(), () -> shown(report));
    }

    /** How long a server takes to start says nothing about how long it takes to answer. */
    @Test
    void aServerThatStartsSlowlyAndThenIsSilentFailsSoonAfter() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String line = "sleep %d; exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s silent"
                .formatted(
                        SLOW_START.toSeconds(),
                        java,
                        System.getProperty("java.class.path"),
                        HostileServer.class.getName());
        Target.Command command = new Target.Command(line, Path.of("").toAbsolutePath());
        Report report =
                Grader.grade(List.of(WORKBOOK.task("1.1").orElseThrow()), options(command), GradingListener.NONE);
        requireInTime(report);
    }

    /** Of the checks that need no server of their own: each message costs a round trip of nearly half a second. */
    @Test
    void aServerFarAwayPasses() throws IOException {
        try (ScriptedServer server = Handler.start(0, new ReplayServer());
                DelayProxy line = DelayProxy.before(server.uri(), Duration.ofMillis(200))) {
            Report report = Grader.grade(
                    List.of(WORKBOOK.task("3.1").orElseThrow()),
                    options(new Target.Url(line.uri())),
                    GradingListener.NONE);
            Set<Verdict> verdicts = report.tasks().getFirst().checks().stream()
                    .map(check -> check.verdict())
                    .collect(Collectors.toSet());
            assertEquals(Set.of(Verdict.PASSED, Verdict.SKIPPED), verdicts, () -> shown(report));
        }
    }

    private static void requireInTime(Report report) {
        Duration limit = MachinePace.now().stretch(LIMIT);
        assertTrue(report.duration().compareTo(limit) < 0, () -> shown(report));
        System.out.println(shown(report));
    }

    private static String shown(Report report) {
        return report.tasks().getFirst().id() + " after " + report.duration().toMillis() + " ms: "
                + report.tasks().getFirst().checks().stream()
                        .map(check -> check.id() + " " + check.verdict() + " "
                                + check.duration().toMillis() + " ms")
                        .collect(Collectors.joining(", "));
    }
}
