package workbook.checker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;
import workbook.checker.faulty.Handler;
import workbook.checker.http.Bytes;
import workbook.checker.scripted.ScriptedServer;

/** What the probe finds behind nginx comes of nginx, and is told from what comes of the endpoint. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("nginx")
class BehindNginxTest {

    @Test
    void whoTurnsTheBuffersOffKeepsAllRules() {
        ReportedRules report = judged(new SampleStream(), Duration.ofSeconds(70));
        assertEquals(
                Map.of("nginx/1", "passed", "nginx/2", "passed", "nginx/3", "passed"),
                report.verdicts(),
                report::toString);
        assertTrue(
                report.result("nginx/3").note().en().startsWith("dropped: x-accel-buffering; added: server"),
                report::toString);
    }

    @Test
    void buffersAreTheFaultOfNginx() {
        ReportedRules report = judged(new SampleStream().without("X-Accel-Buffering"), Duration.ofSeconds(16));
        assertEquals("failed", report.verdicts().get("nginx/1"), report::toString);
        assertTrue(
                report.result("nginx/1").finding().likely().en().startsWith("the buffers of nginx, not the server"),
                report::toString);
        assertEquals("not_seen", report.verdicts().get("nginx/2"), report::toString);
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
        ReportedRules report = judged(refusing, Duration.ofSeconds(16));
        assertEquals("failed", report.verdicts().get("nginx/1"), report::toString);
        RuleResult result = report.result("nginx/1");
        assertTrue(result.finding().received().en().startsWith("502 text/html after"), report::toString);
        assertTrue(result.finding().likely().en().startsWith("the server refuses HTTP/1.0"), report::toString);
    }

    @Test
    void aStreamThatIsQuietForAMinuteIsCut() {
        SampleStream quiet = new SampleStream().event(n -> {
            throw new SampleStream.Silence();
        });
        ReportedRules report = judged(quiet, Duration.ofSeconds(80));
        assertEquals("failed", report.verdicts().get("nginx/2"), report::toString);
        // nginx tells its client nothing of the timeout: the answer is cut.
        assertTrue(report.result("nginx/2").finding().received().en().contains("after 6"), report::toString);
    }

    @Test
    void withoutTheOptionItSaysSo() {
        try (ScriptedServer server = Handler.start(0, new SampleStream())) {
            ReportedRules report = ReportedRules.of(plan(server).watching(Duration.ofSeconds(8)), "nginx");
            RuleResult result = report.result("nginx/1");
            assertEquals(RuleVerdict.NOT_SEEN, result.verdict());
            assertTrue(result.note().en().contains("--through nginx"), report::toString);
        }
    }

    private static ReportedRules judged(Handler endpoint, Duration watch) {
        try (ScriptedServer server = Handler.start(0, endpoint)) {
            return ReportedRules.of(plan(server).watching(watch).through(true, false), "nginx");
        }
    }

    private static Plan plan(ScriptedServer server) {
        URI uri = server.uri().resolve("/events");
        return Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty()))
                .on(SampleStream.PACE);
    }
}
