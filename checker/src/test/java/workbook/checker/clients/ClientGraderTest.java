package workbook.checker.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.Needs;
import workbook.checker.Sample;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.Verdict;
import workbook.checker.workbook.Home;

/**
 * Clients with one fault each break the rule that is about it and none that the fault does not explain; odd ones that are right break none. A client in
 * this process comes back after milliseconds and reads chunk by chunk, so that all of them take seconds.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientGraderTest {

    /** For clients in this process. */
    static final Times TIMES = new Times(
            Duration.ofSeconds(4),
            Duration.ofMillis(150),
            Duration.ofMillis(500),
            Duration.ofMillis(900),
            Duration.ZERO);

    /** Of so many clients one is judged by all rules where the tests are no thorough ones, the others by their own. */
    private static final int ONE_IN = 40;

    private static final int ODD_ONE_IN = 10;

    private static final Set<String> GROUPS = Set.of("return", "cut", "gzip", "request");

    private static final Sample SAMPLE = Sample.asked();

    private static final int AT_ONCE = 10;
    private static final int LOOKS = 3;

    private final Map<String, Report> reports = new ConcurrentHashMap<>();

    /** All of them beside each other: nearly all they do is wait. */
    @BeforeAll
    void gradeAll() throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Report>> all = new ArrayList<>();
            all.add(() -> grade("right", SmallClient.right(), rule -> true));
            for (Sin sin : Sin.values()) {
                boolean whole = SAMPLE.takes(sin.name(), ONE_IN);
                all.add(() -> gradeUntilFound(sin, rule -> whole || rule.id().equals(sin.rule)));
            }
            for (Oddity oddity : Oddity.values()) {
                // One that takes a second for each stream would take minutes for all of them.
                boolean whole = oddity != Oddity.TELLS_LATE && SAMPLE.takes(oddity.name(), ODD_ONE_IN);
                all.add(() -> grade(
                        oddity.name(),
                        SmallClient.with(oddity),
                        rule -> whole || GROUPS.contains(rule.group()) || rule.isNamed(oddity.own)));
            }
            threads.invokeAll(all);
        }
    }

    /** Where the fault is one of speed, a busy machine may hide it for once. */
    private Report gradeUntilFound(Sin sin, Predicate<ClientRule> rules) {
        for (int looks = 1; ; looks++) {
            Report report = grade(sin.name(), SmallClient.with(sin), rules);
            boolean found = broken(report).stream().anyMatch(one -> one.startsWith(sin.rule + " "));
            if (found || looks == LOOKS) {
                return report;
            }
        }
    }

    private Report grade(String name, Subject subject, Predicate<ClientRule> rules) {
        Report report = ClientGrader.grade(subject, TIMES, rules, 3, result -> {});
        reports.put(name, report);
        return report;
    }

    private Report report(String name) {
        return Objects.requireNonNull(reports.get(name), name + " got no report");
    }

    private static List<String> broken(Report report) {
        return checks(report)
                .filter(check ->
                        Set.of(Verdict.FAILED, Verdict.WARNED, Verdict.BROKEN).contains(check.verdict()))
                .map(check -> check.id() + " "
                        + check.finding().orElseThrow().expected().en() + " / "
                        + check.finding().orElseThrow().received().en())
                .toList();
    }

    private static Set<String> judged(Report report) {
        return checks(report).map(CheckResult::id).collect(Collectors.toSet());
    }

    private static Stream<CheckResult> checks(Report report) {
        return report.tasks().stream().flatMap(task -> task.checks().stream());
    }

    @Test
    void aRightClientBreaksNone() {
        Report report = report("right");
        assertEquals(List.of(), broken(report));
        assertEquals(
                Set.of("gzip/1", "gzip/2"),
                checks(report)
                        .filter(check -> check.verdict() == Verdict.SKIPPED)
                        .map(CheckResult::id)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void aFaultBreaksItsRuleAndNoneThatItDoesNotExplain(Sin sin) {
        List<String> broken = broken(report(sin.name()));
        Set<String> rules = broken.stream().map(one -> one.split(" ")[0]).collect(Collectors.toSet());
        assertTrue(rules.contains(sin.rule), sin + " is not found: " + broken);
        Set<String> expected = new HashSet<>(sin.also);
        expected.add(sin.rule);
        expected.retainAll(judged(report(sin.name())));
        assertEquals(expected, rules, broken::toString);
    }

    /** What the standard allows, or leaves to the client, fails nobody. */
    @ParameterizedTest
    @EnumSource(names = {"NO_ACCEPT", "FORGETS_ID", "WAITS_AFTER_CR", "LINE_LIMIT"})
    void whatNoStandardRequiresIsNoFailure(Sin sin) {
        Verdict verdict = checks(report(sin.name()))
                .filter(check -> check.id().equals(sin.rule))
                .findFirst()
                .orElseThrow()
                .verdict();
        assertEquals(Verdict.WARNED, verdict);
    }

    @ParameterizedTest
    @EnumSource
    void anOddClientBreaksNone(Oddity oddity) {
        assertEquals(List.of(), broken(report(oddity.name())));
    }

    @Test
    void everyRuleIsBrokenByOneClient() {
        Set<String> broken = Arrays.stream(Sin.values()).map(sin -> sin.rule).collect(Collectors.toSet());
        Set<String> rules = ClientGrader.rules().stream().map(ClientRule::id).collect(Collectors.toSet());
        assertEquals(rules, broken);
    }

    /** The fetch of Node does not tell a cut from an end where the head has said that the connection closes. */
    @Test
    void aClientThatReturnsAfterCutsOnlyIsSeenTo() {
        Habits habits = ClientGrader.habits(SmallClient.with(Sin.NOT_AFTER_END, Oddity.CUT_IS_END), TIMES);
        assertTrue(habits.reconnects() && !habits.afterEnd(), habits::toString);
    }

    @Test
    void ofAClientThatShowsNoIdsNothingIsSaidOfThem() {
        Subject subject = SmallClient.with(Oddity.NEVER_RETURNS, Oddity.TELLS_NO_IDS);
        Report report = ClientGrader.grade(subject, TIMES, rule -> rule.id().equals("parse/10"), 3, result -> {});
        CheckResult ids = checks(report).findFirst().orElseThrow();
        assertEquals(Verdict.SKIPPED, ids.verdict());
        assertEquals(
                "not claimed: it tells of no ids, and does not come back with one",
                ids.finding().orElseThrow().received().en());
    }

    @Test
    void whatALateClientTellsThatItShouldNotIsWaitedFor() {
        Subject subject = SmallClient.with(Sin.UNFINISHED, Oddity.TELLS_LATE);
        Report report = ClientGrader.grade(subject, TIMES, rule -> rule.id().equals("parse/13"), 3, result -> {});
        assertTrue(broken(report).stream().anyMatch(one -> one.startsWith("parse/13 ")), report::toString);
    }

    /** That a client did not come says nothing of how it reads, of what it asks for and of what it refuses. */
    @Test
    void aStartThatComesToNothingFailsNoRule() {
        AtomicInteger starts = new AtomicInteger();
        Subject subject = new Unreliable(SmallClient.right(), () -> starts.incrementAndGet() % 5 == 0);
        Report report = ClientGrader.grade(
                subject,
                TIMES,
                rule -> Set.of("request", "refuse", "follow").contains(rule.group()) || rule.isNamed("parse/12"),
                3,
                result -> {});
        assertEquals(List.of(), broken(report));
    }

    @Test
    void ofAClientThatStartsNoMoreNothingIsSaid() {
        AtomicInteger starts = new AtomicInteger();
        Subject subject = new Unreliable(SmallClient.right(), () -> starts.getAndIncrement() > 0);
        Report report = ClientGrader.grade(subject, TIMES, rule -> rule.isNamed("request/1"), 3, result -> {});
        CheckResult get = checks(report).findFirst().orElseThrow();
        assertEquals(Verdict.SKIPPED, get.verdict());
        assertEquals(
                "not seen: this client did not start in time",
                get.finding().orElseThrow().received().en());
    }

    /** It would be killed for it, and who is killed has closed its connection. */
    @Test
    @Needs("python3")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command is for sh")
    void aProgramThatIgnoresTheSignalHasNotStopped() {
        Path folder = Home.find().root().resolve("peers/clients");
        Subject deaf = new ProcessSubject("trap '' TERM; python3 stdlib.py {url}", folder);
        Report report = ClientGrader.grade(deaf, TIMES, rule -> rule.id().equals("stop/1"), 1, result -> {});
        assertEquals(List.of("stop/1 the connection closed / it is still open"), broken(report));
    }

    @Test
    void aClientThatDoesNotReturnIsNotBlamedForIt() {
        Report report = report(Oddity.NEVER_RETURNS.name());
        assertTrue(
                checks(report)
                        .filter(check -> check.id().startsWith("return/"))
                        .allMatch(check -> check.verdict() == Verdict.SKIPPED
                                && check.finding().orElseThrow().received().en().startsWith("not claimed")),
                report::toString);
    }
}
