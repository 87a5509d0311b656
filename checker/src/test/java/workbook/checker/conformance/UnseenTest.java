package workbook.checker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.faulty.Handler;
import workbook.checker.http.Bytes;
import workbook.checker.scripted.ScriptedServer;

/** What never came says nothing of a rule: it is not kept by it, and not broken. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class UnseenTest {

    private static void judged(String rule, RuleVerdict wanted, Handler endpoint) {
        judged(rule, wanted, UnaryOperator.identity(), endpoint);
    }

    private static void judged(String rule, RuleVerdict wanted, UnaryOperator<Plan> changed, Handler endpoint) {
        try (ScriptedServer server = Handler.start(0, endpoint)) {
            URI uri = server.uri().resolve("/events");
            Plan plan = Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty()));
            ReportedRules report = ReportedRules.of(changed.apply(ConformanceMatrixTest.atTestPace(plan)), rule);
            assertEquals(wanted, report.result(rule).verdict());
        }
    }

    /** Compresses for whoever takes it, and answers so. */
    private static Handler compressing(Handler compressed) {
        SampleStream stream = new SampleStream();
        return (request, reply) ->
                (request.header("accept-encoding").isPresent() ? compressed : stream).answer(request, reply);
    }

    /** The head of gzip is there, and nothing of what it holds. */
    private static Handler headOfGzip(byte... bytes) {
        return compressing((request, reply) -> reply.chunked()
                .head(new SampleStream().and("Content-Encoding: gzip").head(true))
                .write(bytes)
                .answer()
                .hold());
    }

    @Test
    void contentBehindHeadThatComesTooLate() {
        judged("open/10", RuleVerdict.NOT_SEEN, FaultyEndpoints.headBehind(Duration.ofSeconds(400), "data: 1\n\n"));
    }

    @Test
    void nothingBehindHead() {
        judged("open/10", RuleVerdict.PASSED, new SampleStream());
    }

    @Test
    void compressionOfWhichNothingCame() {
        judged("live/5", RuleVerdict.NOT_SEEN, headOfGzip());
        judged("live/5", RuleVerdict.NOT_SEEN, headOfGzip((byte) 0x1f, (byte) 0x8b, (byte) 8, (byte) 0, (byte) 0));
    }

    @Test
    void noAnswerToWhoTakesGzip() {
        judged("open/7", RuleVerdict.NOT_SEEN, compressing((request, reply) -> reply.answer()
                .hold()));
    }

    private static Handler forForeignHost(Handler refusal) {
        SampleStream stream = new SampleStream();
        return (request, reply) -> (request.header("host")
                                .filter("foreign.example"::equals)
                                .isPresent()
                        ? refusal
                        : stream)
                .answer(request, reply);
    }

    @Test
    void noAnswerToAForeignHost() {
        judged(
                "cors/6",
                RuleVerdict.NOT_SEEN,
                FaultyEndpoints::forOrigin,
                forForeignHost((request, reply) -> reply.answer().hold()));
    }

    @Test
    void aForeignHostThatIsCut() {
        judged(
                "cors/6",
                RuleVerdict.PASSED,
                FaultyEndpoints::forOrigin,
                forForeignHost((request, reply) -> reply.cut()));
    }
}
