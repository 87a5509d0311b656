package workbook.checker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.faulty.Handler;
import workbook.checker.http.Bytes;
import workbook.checker.scripted.ScriptedServer;

/** What the probe finds behind nginx comes of nginx, and is told from what comes of the endpoint. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("nginx")
class BehindNginxTest {

    @Test
    void whoTurnsTheBuffersOffKeepsAllRules() {
        ConformanceReport report = judged(new SampleStream(), Duration.ofSeconds(70));
        assertEquals(
                Map.of("nginx/1", "passed", "nginx/2", "passed", "nginx/3", "passed"),
                verdicts(report),
                report::toString);
        assertTrue(
                result(report, "nginx/3").note().en().startsWith("dropped: x-accel-buffering; added: server"),
                report::toString);
    }

    @Test
    void buffersAreTheFaultOfNginx() {
        ConformanceReport report = judged(new SampleStream().without("X-Accel-Buffering"), Duration.ofSeconds(16));
        assertEquals("failed", verdicts(report).get("nginx/1"), report::toString);
        assertTrue(
                result(report, "nginx/1").finding().likely().en().startsWith("the buffers of nginx, not the server"),
                report::toString);
        assertEquals("not_seen", verdicts(report).get("nginx/2"), report::toString);
    }

    @Test
    void whoRefusesHttp10IsToldFromTheBuffers() {
        SampleStream stream = new SampleStream();
        Handler refusing = (request, reply) -> {
            if (request.version().equals("HTTP/1.1")) {
                stream.answer(request, reply);
            } else {
                reply.cut();
            }
        };
        ConformanceReport report = judged(refusing, Duration.ofSeconds(16));
        assertEquals("failed", verdicts(report).get("nginx/1"), report::toString);
        RuleResult result = result(report, "nginx/1");
        assertTrue(result.finding().received().en().startsWith("502 text/html after"), report::toString);
        assertTrue(result.finding().likely().en().startsWith("the server refuses HTTP/1.0"), report::toString);
    }

    @Test
    void aStreamThatIsQuietForAMinuteIsCut() {
        SampleStream quiet = new SampleStream().event(n -> {
            throw new SampleStream.Silence();
        });
        ConformanceReport report = judged(quiet, Duration.ofSeconds(80));
        assertEquals("failed", verdicts(report).get("nginx/2"), report::toString);
        // nginx tells its client nothing of the timeout: the answer is cut.
        assertTrue(result(report, "nginx/2").finding().received().en().contains("after 6"), report::toString);
    }

    @Test
    void withoutTheOptionItSaysSo() {
        try (ScriptedServer server = Handler.start(0, new SampleStream())) {
            ConformanceReport report = run(plan(server).watching(Duration.ofSeconds(8)));
            RuleResult result = result(report, "nginx/1");
            assertEquals(RuleVerdict.NOT_SEEN, result.verdict());
            assertTrue(result.note().en().contains("--through nginx"), report::toString);
        }
    }

    private static ConformanceReport judged(Handler endpoint, Duration watch) {
        try (ScriptedServer server = Handler.start(0, endpoint)) {
            return run(plan(server).watching(watch).through(true, false));
        }
    }

    private static Plan plan(ScriptedServer server) {
        URI uri = server.uri().resolve("/events");
        return Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty()))
                .on(SampleStream.PACE);
    }

    private static ConformanceReport run(Plan plan) {
        List<RuleCard> rules = ConformanceRun.chosen(AllRules.CARDS, List.of("nginx"), List.of());
        return new ConformanceRun(plan, rules, Baseline.EMPTY, Listening.NONE).run();
    }

    private static Map<String, String> verdicts(ConformanceReport report) {
        Map<String, String> verdicts = new TreeMap<>();
        report.results()
                .forEach(result -> verdicts.put(result.id(), result.verdict().word()));
        return verdicts;
    }

    private static RuleResult result(ConformanceReport report, String id) {
        return report.results().stream()
                .filter(result -> result.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
