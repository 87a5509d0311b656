package workbook.checker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Sample;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.http.Bytes;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.Program;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.wire.WireRequest;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** What the workbook teaches is right by the standards too: the probe finds nothing to say against the solution of 3.1. */
@Execution(ExecutionMode.CONCURRENT)
class ProbedSolutionTest {

    /** What a standard only recommends and this task does not teach, and why. */
    private static final Map<String, String> KNOWN = Map.of(
            "open/6", "X-Accel-Buffering comes with nginx, in 5.1",
            "open/10b", "the given Guard answers HEAD with 405, since Helidon cannot leave out the Content-Length");

    private static final Duration WATCH = Duration.ofSeconds(16);

    /** It takes a minute and a half, most of it waiting: not on each day. */
    private static final int ONE_IN = 3;

    @Test
    void nothingIsSaidAgainstTheSolutionOfTheReplay() throws Exception {
        Sample sample = Sample.asked();
        assumeTrue(sample.takes("3.1", ONE_IN), sample::toString);
        Home home = Home.find();
        Task task = WorkbookReader.workbook(home).task("3.1").orElseThrow();
        Knobs knobs = WorkbookReader.knobs(home);
        Program program =
                new Program.JavaFolder(home.folder(Tree.SOLUTIONS, task), home.exerciseLibraries(), home.work());
        try (ServerUnderTest server =
                ServerUnderTest.start(program, 0, Map.of(), LaunchOptions.quick(knobs.start(), knobs.stop()))) {
            ConformanceReport report =
                    new ConformanceRun(plan(server.uri()), AllRules.CARDS, Baseline.EMPTY, Listening.NONE).run();
            Map<String, String> against = report.results().stream()
                    .filter(RuleResult::isBroken)
                    .filter(result -> !KNOWN.containsKey(result.id()))
                    .collect(Collectors.toMap(
                            RuleResult::id,
                            result -> result.rule().level() + ": "
                                    + result.finding().received().en()));
            assertEquals(Map.of(), against);
            assertTrue(!report.isBroken());
            Set<String> judged =
                    report.of(RuleVerdict.PASSED).map(RuleResult::id).collect(Collectors.toCollection(TreeSet::new));
            assertTrue(judged.containsAll(List.of("open/1", "wire/1")), judged::toString);
        }
    }

    private static Plan plan(URI server) {
        Endpoint endpoint = new Endpoint("GET", server.resolve("/events"), List.of(), Bytes.EMPTY, Optional.empty());
        WireRequest cause = WireRequest.post(
                server.resolve("/messages"), "text/plain; charset=utf-8", "hello".getBytes(StandardCharsets.UTF_8));
        return Plan.of(endpoint).watching(WATCH).causedBy(cause);
    }
}
