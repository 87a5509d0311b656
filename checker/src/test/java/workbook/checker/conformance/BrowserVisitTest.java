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
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.http.Bytes;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.ScriptedServer;

/** What EventSource in a browser sees of endpoints, right ones and ones that treat browsers otherwise. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("chromium")
class BrowserVisitTest {

    private static final Duration WATCH = Duration.ofSeconds(16);

    /** What an endpoint does to browsers only. */
    @FunctionalInterface
    private interface Treatment {
        void answer(SampleStream usual, Request request, Reply reply) throws Exception;
    }

    @Test
    void aRightStreamIsHeardAndHeardAgain() {
        ReportedRules report = judged(SampleStream::answer);
        assertEquals(verdicts("passed", "passed", "passed"), report.verdicts(), report::toString);
        assertTrue(report.result("browser/3").note().en().startsWith("back with Last-Event-ID: "), report::toString);
    }

    @Test
    void whoRefusesBrowsersIsFound() {
        ReportedRules report = judged((usual, request, reply) -> reply.json(403, "{\"reason\": \"no bots\"}"));
        assertEquals(verdicts("failed", "not_seen", "not_seen"), report.verdicts(), report::toString);
        assertTrue(
                report.result("browser/1").finding().received().en().endsWith("EventSource gave up"), report::toString);
    }

    @Test
    void whoHoldsEventsBackFromBrowsersIsFound() {
        ReportedRules report = judged((usual, request, reply) -> {
            reply.head(usual.head(false));
            reply.answer().hold();
        });
        assertEquals(verdicts("passed", "failed", "not_seen"), report.verdicts(), report::toString);
    }

    @Test
    void whoRefusesTheReturnIsFound() {
        ReportedRules report = judged((usual, request, reply) -> {
            if (request.header("last-event-id").isPresent()) {
                reply.json(409, "{\"reason\": \"already connected\"}");
            } else {
                usual.answer(request, reply);
            }
        });
        assertEquals(verdicts("passed", "passed", "failed"), report.verdicts(), report::toString);
        assertTrue(
                report.result("browser/3").finding().received().en().startsWith("409 application/json"),
                report::toString);
    }

    private static ReportedRules judged(Treatment treatment) {
        SampleStream usual = new SampleStream().greeting("retry: 100\n\n");
        Handler endpoint = (request, reply) -> {
            if (request.header("user-agent")
                    .filter(agent -> agent.contains("Mozilla"))
                    .isPresent()) {
                treatment.answer(usual, request, reply);
            } else {
                usual.answer(request, reply);
            }
        };
        try (ScriptedServer server = Handler.start(0, endpoint)) {
            URI uri = server.uri().resolve("/events");
            Plan plan = Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty()))
                    .watching(WATCH)
                    .through(false, true);
            return ReportedRules.of(plan, "browser");
        }
    }

    private static Map<String, String> verdicts(String first, String second, String third) {
        return new TreeMap<>(Map.of("browser/1", first, "browser/2", second, "browser/3", third));
    }
}
