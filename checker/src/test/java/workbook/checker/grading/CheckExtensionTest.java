package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import workbook.checker.Needs;
import workbook.checker.SmallWorkbook;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** How each way in which a check can end becomes a verdict, and the verdicts a status. See VerdictsChecks. */
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class CheckExtensionTest {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int SKIPS = 418;
    private static final int BREAKS = 499;
    private static final int NEVER_ENDS = 498;
    private static final int SCRIPT_BREAKS = 497;
    private static final int BREAKS_OTHERWISE = 496;

    @TempDir
    Path folder;

    private SmallWorkbook workbook;
    private HttpServer server;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> words = new ConcurrentHashMap<>();
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        workbook = SmallWorkbook.in(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            URI asked = exchange.getRequestURI();
            words.put(asked.getPath(), Optional.ofNullable(asked.getQuery()).orElse(""));
            exchange.sendResponseHeaders(answers.getOrDefault(asked.getPath(), 200), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        assertEquals(List.of(), workbook.processes());
    }

    @Test
    void allPassInTheOrderOfTheirNumbers() {
        TaskResult task = grade();
        assertEquals("1. 2. 3. 4. 5.", verdicts(task));
        assertEquals(Status.PASSED, task.status());
        assertEquals(List.of("8.1 begins", "8.1/1", "8.1/2", "8.1/3", "8.1/4", "8.1/5", "8.1 ends"), heard);
    }

    @Test
    void aFailureFailsTheTaskAndSkipsWhatWaitsForIt() {
        answers.put("/1", 404);
        TaskResult task = grade();
        assertEquals("1F 2. 3- 4- 5.", verdicts(task));
        assertEquals(Status.FAILED, task.status());
        assertEquals("status 404", received(task, 1));
        assertEquals("waits for 8.1/1", received(task, 3));
        assertEquals("waits for 8.1/3", received(task, 4));
        assertEquals(
                "exercises/8.1-verdicts/README.md, heading 1",
                task.checks().getFirst().finding().orElseThrow().next().en());
    }

    @Test
    void aShouldWarnsAndHoldsNothingUp() {
        answers.put("/2", 404);
        TaskResult task = grade();
        assertEquals("1. 2! 3. 4. 5.", verdicts(task));
        assertEquals(Status.PASSED, task.status());
    }

    @Test
    void aSkippedCheckSaysWhyAndHoldsNothingUp() {
        answers.put("/1", SKIPS);
        TaskResult task = grade();
        assertEquals("1- 2. 3. 4. 5.", verdicts(task));
        assertEquals("no nginx here", received(task, 1));
        assertEquals(Status.PASSED, task.status());
    }

    @Test
    void aTaskOfWhichNothingCouldBeCheckedIsSkipped() {
        answers.putAll(Map.of("/1", SKIPS, "/2", SKIPS, "/3", SKIPS, "/4", SKIPS, "/5", SKIPS));
        TaskResult task = grade();
        assertEquals("1- 2- 3- 4- 5-", verdicts(task));
        assertEquals(Status.SKIPPED, task.status());
    }

    @Test
    void aBrokenCheckIsNeverCountedAgainstTheLearner() {
        answers.put("/3", BREAKS);
        Report report = report(url(), Set.of(), ANSWER);
        TaskResult task = report.tasks().getFirst();
        assertEquals("1. 2. 3B 4- 5.", verdicts(task));
        assertEquals(Status.ERROR, task.status());
        assertTrue(task.broken() && report.broken() && !report.passed());
        assertEquals("IndexOutOfBoundsException", received(task, 3));
        String trace = workbook.read(".sse/checker-fault.txt");
        assertTrue(trace.contains("a fault of the checker") && trace.contains("VerdictsChecks.java"), trace);
    }

    /** What broke last may have broken because of what broke first. A fault of the run before would only mislead. */
    @Test
    void theFaultsOfARunStandInTheirOrderAndAlone() {
        answers.putAll(Map.of("/3", BREAKS, "/5", BREAKS_OTHERWISE));
        grade();
        assertFaults("IndexOutOfBoundsException", "ArithmeticException");
        answers.remove("/3");
        grade();
        assertFaults("ArithmeticException");
    }

    private void assertFaults(String... names) {
        List<String> first = workbook.read(".sse/checker-fault.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .map(line -> line.replaceFirst(":.*", "").replaceFirst(".*[.$]", ""))
                .toList();
        assertEquals(List.of(names), first);
    }

    @Test
    @Needs("chromium")
    void aFaultInTheScriptOfAPageIsOursAndNotThePages() {
        answers.put("/3", SCRIPT_BREAKS);
        TaskResult task = grade();
        assertEquals("1. 2. 3B 4- 5.", verdicts(task));
        assertEquals("IndexOutOfBoundsException", received(task, 3));
    }

    @Test
    void aFailureBesideABrokenCheckIsStillAFailure() {
        answers.putAll(Map.of("/1", 404, "/2", BREAKS));
        TaskResult task = grade();
        assertEquals("1F 2B 3- 4- 5-", verdicts(task));
        assertEquals(Status.FAILED, task.status());
        assertFalse(task.broken());
    }

    @Test
    void aCheckThatNeverEndsIsEndedAndBroken() {
        answers.put("/5", NEVER_ENDS);
        TaskResult task =
                report(url(), Set.of(), Duration.ofMillis(200)).tasks().getFirst();
        assertEquals("1. 2. 3. 4. 5B", verdicts(task));
        assertEquals("CheckDidNotEnd", received(task, 5));
        String trace = workbook.read(".sse/checker-fault.txt");
        assertTrue(trace.contains("the check did not end within PT"), trace);
    }

    @Test
    void theFirst501MeansThatNobodyHasBegun() {
        answers.putAll(Map.of("/1", 501, "/2", 501));
        TaskResult task = grade();
        assertEquals("1- 2- 3- 4- 5-", verdicts(task));
        assertEquals(Status.NOT_STARTED, task.status());
    }

    /** Who has taken away the TODO is not told to begin with it. */
    @Test
    void a501OfWhoHasBegunIsAFailure() {
        String main = "exercises/8.1-verdicts/src/main/java/workbook/Main.java";
        workbook.write(".sse/stubs/8.1-verdicts/src/main/java/workbook/Main.java", "// TODO 1: answer\n");
        workbook.replace(main, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(501");
        TaskResult begun = report(new Target.Folder(Tree.EXERCISES), Set.of(1), ANSWER)
                .tasks()
                .getFirst();
        assertEquals("1F", verdicts(begun));
        assertEquals("GET /1 answered 501, though its TODO is gone", received(begun, 1));
        workbook.replace(main, "exchange.sendResponseHeaders(501", "/* TODO 1: */ exchange.sendResponseHeaders(501");
        TaskResult stub = report(new Target.Folder(Tree.EXERCISES), Set.of(1), ANSWER)
                .tasks()
                .getFirst();
        assertEquals(Status.NOT_STARTED, stub.status());
    }

    @Test
    void aLater501IsAFailureWithANextStep() {
        answers.put("/3", 501);
        TaskResult task = grade();
        assertEquals("1. 2. 3F 4- 5.", verdicts(task));
        assertEquals(Status.FAILED, task.status());
        assertEquals("GET /3 answered 501: a TODO is not filled in yet", received(task, 3));
        assertFalse(task.checks().get(2).finding().orElseThrow().next().isEmpty());
    }

    @Test
    void a501BehindAFailureHidesNothing() {
        answers.putAll(Map.of("/1", 404, "/2", 501));
        TaskResult task = grade();
        assertEquals("1F 2! 3- 4- 5.", verdicts(task));
        assertEquals(Status.FAILED, task.status());
    }

    @Test
    void onlyOneCheckRunsWithAllThatItNeeds() {
        assertEquals(
                "1. 3. 4.", verdicts(report(url(), Set.of(4), ANSWER).tasks().getFirst()));
        assertEquals("2.", verdicts(report(url(), Set.of(2), ANSWER).tasks().getFirst()));
    }

    @Test
    void onlyOneCheckSaysNothingOfTheWholeTask() {
        TaskResult task = report(url(), Set.of(4), ANSWER).tasks().getFirst();
        assertEquals(2, task.left());
        assertEquals(Status.PASSED, task.status());
        assertFalse(grade().partial());
    }

    @Test
    void oneCheckAloneIsHeldToTheSameFiguresAsInAFullRun() {
        assertEquals(
                "1. 2. 5.", verdicts(report(url(), Set.of(5), ANSWER).tasks().getFirst()));
        answers.put("/1", 404);
        assertEquals(
                "1F 2. 5.", verdicts(report(url(), Set.of(5), ANSWER).tasks().getFirst()));
    }

    @Test
    void oneCheckAloneSendsTheWordsOfAFullRunOfItsSeed() {
        grade();
        Map<String, String> full = Map.copyOf(words);
        assertEquals(5, Set.copyOf(full.values()).size(), full::toString);
        words.clear();
        report(url(), Set.of(4), ANSWER);
        assertEquals(Set.of("/1", "/3", "/4"), words.keySet());
        words.forEach((path, word) -> assertEquals(full.get(path), word, path));
    }

    @Test
    void aServerThatIsNotThereIsAnErrorOfTheTask() {
        server.stop(0);
        TaskResult task = grade();
        assertEquals("1- 2- 3- 4- 5-", verdicts(task));
        assertEquals(Status.ERROR, task.status());
        assertFalse(task.broken());
        assertEquals(
                url().name() + " cannot be reached: nothing is listening there.",
                task.trouble().orElseThrow().sentence().en());
    }

    @Test
    void aServerThatDiesIsAnErrorOfTheTask() {
        workbook.replace("exercises/8.1-verdicts/src/main/java/workbook/Main.java", "\"/halt\"", "\"/2\"");
        TaskResult task = report(new Target.Folder(Tree.EXERCISES), Set.of(), ANSWER)
                .tasks()
                .getFirst();
        assertEquals("1. 2! 3- 4- 5-", verdicts(task));
        assertEquals(Status.ERROR, task.status());
        TaskResult.Trouble trouble = task.trouble().orElseThrow();
        assertTrue(
                trouble.sentence().en().startsWith("Your program exited with code 7 while it was checked. Its last"),
                trouble.sentence().en());
        assertTrue(trouble.detail().startsWith("listening on"), trouble.detail());
    }

    @Test
    void whatTheServerWroteToStandardErrorStandsInTheFailure() {
        Finding finding = findingOf("System.err.println(\"DB_PASSWORD=hunter2\");"
                + " new IllegalStateException(\"the cupboard is bare\").printStackTrace();");
        List<String> printed = finding.printed();
        assertEquals("java.lang.IllegalStateException: the cupboard is bare", printed.getFirst());
        assertTrue(printed.get(1).startsWith("    at workbook.Main."), printed.toString());
        assertTrue(printed.contains("DB_PASSWORD=***"), printed.toString());
        assertFalse(finding.likely().en().contains("cupboard"), finding.likely().en());
    }

    @Test
    void anExceptionThatTheServerPrintedToStandardOutputExplainsTheFailure() {
        Finding finding = findingOf("System.out.println(new IllegalStateException(\"the cupboard is bare\"));");
        String likely = finding.likely().en();
        assertTrue(
                likely.startsWith("Your server printed: java.lang.IllegalStateException: the cupboard is bare"),
                likely);
        assertEquals(List.of(), finding.printed());
    }

    @Test
    void whatItWroteWhileItStartedIsOfNoCheck() {
        workbook.replace(
                "exercises/8.1-verdicts/src/main/java/workbook/Main.java",
                "server.start();",
                "System.err.println(\"warming up\"); server.start();");
        assertEquals(List.of(), findingOf("").printed());
    }

    /** The finding of a server that does this and then answers wrongly. */
    private Finding findingOf(String statement) {
        workbook.replace(
                "exercises/8.1-verdicts/src/main/java/workbook/Main.java",
                "exchange.sendResponseHeaders(200, -1);",
                statement + " exchange.sendResponseHeaders(404, -1);");
        TaskResult task = report(new Target.Folder(Tree.EXERCISES), Set.of(1), ANSWER)
                .tasks()
                .getFirst();
        return task.checks().getFirst().finding().orElseThrow();
    }

    @Test
    void aProgramThatDoesNotCompileIsAnErrorOfTheTask() {
        workbook.exercise("no java");
        TaskResult task = report(new Target.Folder(Tree.EXERCISES), Set.of(), ANSWER)
                .tasks()
                .getFirst();
        assertEquals(Status.ERROR, task.status());
        assertTrue(task.trouble().orElseThrow().detail().contains("Main.java:"));
    }

    @Test
    void aCheckerThatBreaksBeforeTheFirstCheckLosesNoOtherTask() {
        TaskResult task = report(new Target.Url(URI.create("http://127.0.0.1:99999")), Set.of(), ANSWER)
                .tasks()
                .getFirst();
        assertEquals("1B 2B 3B 4B 5B", verdicts(task));
        assertTrue(task.broken());
    }

    @Test
    void aTaskWithoutChecksIsAFaultOfTheCheckerBeforeAnythingRuns() {
        workbook.replace(
                "config/workbook.yaml",
                "title: {en: Verdicts, zh: 判定}}",
                "title: {en: Verdicts, zh: 判定}}\n"
                        + "      - {id: \"8.2\", slug: missing, title: {en: Missing, zh: 缺}}");
        GraderFault fault = assertThrows(GraderFault.class, this::grade);
        assertEquals(
                "task 8.2 has no class workbook.checker.checks.task8_2.MissingChecks; see CONTRIBUTING.md",
                fault.getMessage());
        assertEquals(List.of(), heard);
    }

    private TaskResult grade() {
        return report(url(), Set.of(), ANSWER).tasks().getFirst();
    }

    private Target.Url url() {
        return new Target.Url(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private Report report(Target target, Set<Integer> only, Duration answer) {
        Home home = workbook.home();
        Workbook registry = WorkbookReader.workbook(home);
        Knobs usual = WorkbookReader.knobs(home);
        Knobs knobs = new Knobs(usual.clockFactor(), usual.start(), answer, usual.stop(), usual.slack());
        GradingListener listener = new GradingListener() {
            @Override
            public void taskStarted(Task task) {
                heard.add(task.id() + " begins");
            }

            @Override
            public void checkFinished(Task task, CheckResult result) {
                heard.add(result.id());
            }

            @Override
            public void taskFinished(TaskResult result) {
                heard.add(result.id() + " ends");
            }
        };
        return Grader.grade(
                registry.tasks(),
                GradingOptions.of(home, registry, knobs, target).withSeed(1).withOnly(only),
                listener);
    }

    private static String received(TaskResult task, int number) {
        return task.checks().get(number - 1).finding().orElseThrow().received().en();
    }

    private static String verdicts(TaskResult task) {
        List<String> signs = task.checks().stream()
                .map(check -> check.id().substring("8.1/".length()) + sign(check.verdict()))
                .toList();
        return String.join(" ", signs);
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> ".";
            case FAILED -> "F";
            case WARNED -> "!";
            case SKIPPED -> "-";
            case BROKEN -> "B";
        };
    }
}
