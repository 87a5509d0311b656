package workbook.checker.hostile;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Isolated;
import workbook.checker.Sample;
import workbook.checker.bad.Misbehaviour;
import workbook.checker.conformance.Baseline;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.ConformanceRun;
import workbook.checker.conformance.Endpoint;
import workbook.checker.conformance.Listening;
import workbook.checker.conformance.Plan;
import workbook.checker.conformance.RuleVerdict;
import workbook.checker.conformance.TimeScale;
import workbook.checker.conformance.Unusable;
import workbook.checker.conformance.report.TextForm;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.http.Bytes;
import workbook.checker.probe.Kept;
import workbook.checker.report.Terminal;
import workbook.checker.server.MachinePace;
import workbook.checker.text.Language;

/**
 * Every misbehaviour before the probe: each is judged, or refused in a sentence, in time; the probe itself does not break,
 * what it keeps has a bound, and so has the report.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("a flood takes what the servers of other tests need to answer in time")
class HostileProbeTest {

    private static final int AT_ONCE = 2;

    /** Of so many one is taken; all with {@code -Dhostile=all}. */
    private static final int ONE_IN = 12;

    private static final int ONE_IN_THOROUGH = 3;

    /** At this pace a run of 30 s and the time after it take 8 s. */
    private static final TimeScale PACE = new TimeScale(8);

    /** For one run beside others. Nearly all take less than half of it; the longest are the floods of small events. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int LONGEST_REPORT = 4 << 20;

    /** @param refusal what was said instead of a report; empty where there is one */
    private record Outcome(Optional<ConformanceReport> report, String refusal, Duration duration, MachinePace pace) {}

    private final Sample sample = Sample.asked();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    @BeforeAll
    void judgeAll() throws InterruptedException, ExecutionException {
        Sample part = new Sample("all".equals(System.getProperty("hostile")), sample.seed());
        List<String> modes = Misbehaviour.modes().stream()
                .filter(mode -> part.takes(mode, sample.whole() ? ONE_IN_THOROUGH : ONE_IN))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Outcome>> runs = modes.stream()
                    .<Callable<Outcome>>map(mode -> () -> judge(mode))
                    .toList();
            List<Future<Outcome>> judged = threads.invokeAll(runs);
            for (int i = 0; i < modes.size(); i++) {
                outcomes.put(modes.get(i), judged.get(i).get());
            }
        }
        System.out.printf(
                "%d misbehaviours, probed: %d (%s)%n", Misbehaviour.modes().size(), modes.size(), sample);
        outcomes.forEach((mode, outcome) -> System.out.println(mode + " " + shown(outcome)));
    }

    private static Outcome judge(String mode) throws IOException {
        long begun = System.nanoTime();
        try (HostileServer server = HostileServer.start(0, mode)) {
            Optional<ConformanceReport> report = Optional.empty();
            String refusal = "";
            try {
                report = Optional.of(
                        new ConformanceRun(plan(server.uri()), AllRules.CARDS, Baseline.EMPTY, Listening.NONE).run());
            } catch (Unusable none) {
                refusal = none.sentence().en();
            }
            return new Outcome(report, refusal, Duration.ofNanos(System.nanoTime() - begun), MachinePace.now());
        }
    }

    private static Plan plan(URI server) {
        Endpoint endpoint = new Endpoint("GET", server.resolve("/events"), List.of(), Bytes.EMPTY, Optional.empty());
        return Plan.of(endpoint)
                .with(Optional.of(URI.create("https://app.example")), Optional.empty())
                .on(PACE);
    }

    private static String shown(Outcome outcome) {
        String what = outcome.report()
                .map(report ->
                        report.of(RuleVerdict.FAILED).map(result -> result.id()).toList() + ", passed "
                                + report.of(RuleVerdict.PASSED).count() + ", not seen "
                                + report.of(RuleVerdict.NOT_SEEN).count() + ", broken "
                                + report.of(RuleVerdict.BROKEN)
                                        .map(result -> result.id() + " "
                                                + result.note().en())
                                        .toList())
                .orElse(outcome.refusal());
        return "after " + outcome.duration().toMillis() + " ms: " + what;
    }

    @Test
    void eachIsJudgedOrRefusedInTime() {
        eachOf((mode, outcome) -> {
            assertTrue(
                    outcome.duration().compareTo(outcome.pace().stretch(LIMIT)) < 0, () -> mode + " " + shown(outcome));
            assertEquals(outcome.report().isEmpty(), !outcome.refusal().isEmpty(), mode);
        });
    }

    @Test
    void theProbeItselfDoesNotBreak() {
        eachOf((mode, outcome) -> outcome.report()
                .ifPresent(report -> assertFalse(report.isBroken(), () -> mode + " " + shown(outcome))));
    }

    @Test
    void whatIsKeptAndSaidHasABound() {
        assertTrue(KeptBytes.areBounded(), () -> Kept.bytes() + " bytes are kept");
        eachOf((mode, outcome) -> outcome.report().ifPresent(report -> {
            String text = new TextForm(Terminal.FILE).write(report, Language.EN);
            assertTrue(text.length() < LONGEST_REPORT, () -> mode + ": a report of " + text.length());
            assertTrue(
                    text.chars().noneMatch(sign -> sign == 0x1b || sign == 0x9b || sign == 7 || sign == 0x202e),
                    () -> mode + ": the report has control characters");
        }));
    }

    private void eachOf(BiConsumer<String, Outcome> assertion) {
        List<Executable> all = new ArrayList<>();
        outcomes.forEach((mode, outcome) -> all.add(() -> assertion.accept(mode, outcome)));
        assertAll(all);
    }
}
