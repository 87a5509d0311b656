package workbook.checker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.http.Bytes;
import workbook.checker.scripted.ScriptedServer;

/** A stream that is over is held to nothing that only a living one can do, and the report says that it is over. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class EndedStreamTest {

    private static ReportedRules judged(Handler endpoint, String... rules) {
        return judged(ConformanceMatrixTest::atTestPace, endpoint, rules);
    }

    private static ReportedRules judged(UnaryOperator<Plan> changed, Handler endpoint, String... rules) {
        try (ScriptedServer server = Handler.start(0, endpoint)) {
            URI uri = server.uri().resolve("/events");
            Plan plan = Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty()));
            return ReportedRules.of(changed.apply(plan), rules);
        }
    }

    private static void notSeen(ReportedRules report, String rule, String reason) {
        assertEquals(RuleVerdict.NOT_SEEN, report.result(rule).verdict(), report::toString);
        assertTrue(report.result(rule).note().en().startsWith(reason), report::toString);
    }

    @Test
    void aStreamThatEndedByItself() {
        ReportedRules report = judged(new SampleStream().ending(4, Reply::end), "live");
        notSeen(report, "live/1", "the stream ended by itself before");
        notSeen(report, "live/3", "the stream ended by itself after");
        notSeen(report, "live/4", "the stream ended by itself before");
        notSeen(report, "live/8", "the stream ended by itself before");
    }

    /** The probe reads no more of a flood, which is no end that the server made. A slow machine reads it for seconds. */
    @Test
    void aFloodThatTheProbeHasLeft() {
        String much = ":" + "x".repeat(60_000) + "\n";
        ReportedRules report = judged(
                UnaryOperator.identity(),
                (request, reply) -> {
                    reply.eventStream();
                    while (true) {
                        reply.write(much);
                    }
                },
                "live/1",
                "live/3");
        notSeen(report, "live/1", "the probe stopped reading before: ");
        notSeen(report, "live/3", "the probe stopped reading before: ");
    }

    /** The next byte may have come within what a busy machine may add, or never. */
    @Test
    void aWatchThatEndsInASilence() {
        ReportedRules report = judged(
                plan -> plan.on(new TimeScale(4)).watching(Duration.ofMillis(15_100)),
                (request, reply) -> reply.eventStream().answer().hold(),
                "live/1");
        notSeen(report, "live/1", "the watch ended in a silence of 15.");
    }

    /** Where every stream ends at once, one that brought nothing is not starved by the others. */
    @Test
    void aCrowdOfStreamsThatAllEnd() {
        AtomicInteger number = new AtomicInteger();
        ReportedRules report = judged(
                (request, reply) -> {
                    String body = number.getAndIncrement() % 3 == 2 ? "" : "data: 1\n\ndata: 2\n\n";
                    reply.raw(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body);
                },
                "live/9");
        assertNotEquals(RuleVerdict.FAILED, report.result("live/9").verdict(), report::toString);
    }

    /** A server each of whose third streams ends with nothing, while the others have an event, and end with the last byte. */
    private static RuleResult judged(CountDownLatch last) {
        AtomicInteger number = new AtomicInteger();
        Handler endpoint = (request, reply) -> {
            String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: ";
            if (number.getAndIncrement() % 3 == 2) {
                reply.raw(head + "0\r\n\r\n");
            } else {
                reply.raw(head + "10\r\n\r\ndata: 1\n\n");
                last.await();
                reply.raw("\n");
            }
        };
        try (ScriptedServer server = Handler.start(0, endpoint)) {
            URI uri = server.uri().resolve("/events");
            Plan plan = Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty()));
            Listening listening = what -> {
                if (what.en().startsWith("the end of the other streams")) {
                    last.countDown();
                }
            };
            List<RuleCard> rule = ConformanceRun.chosen(AllRules.CARDS, List.of("live/9"), List.of());
            // What is waited for here is the reading of this machine, which no test pace shortens.
            Plan patient = ConformanceMatrixTest.atTestPace(plan).watching(Duration.ofSeconds(120));
            ConformanceRun run = new ConformanceRun(patient, rule, Baseline.EMPTY, listening);
            return run.run().results().getFirst();
        }
    }

    /** The others end only when the probe has read the first end, and looks whether they do. */
    @Test
    void aCrowdWhoseEndsAreReadOneByOne() {
        RuleResult result = judged(new CountDownLatch(1));
        assertNotEquals(RuleVerdict.FAILED, result.verdict(), result.finding().received()::en);
    }

    @Test
    void aCrowdOfWhichSomeEndWithNothing() {
        RuleResult result = judged(new CountDownLatch(2));
        assertEquals(RuleVerdict.FAILED, result.verdict(), result.note()::en);
        assertEquals(
                "one of them ended with nothing, while others went on",
                result.finding().received().en());
    }

    @Test
    void aProcessThatIsNotThere() {
        try (ScriptedServer server = Handler.start(0, new SampleStream())) {
            URI uri = server.uri().resolve("/events");
            Plan plain = ConformanceMatrixTest.atTestPace(
                    Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty())));
            Plan counting = new Plan(
                    plain.endpoint(),
                    plain.watch(),
                    plain.post(),
                    plain.origin(),
                    plain.restart(),
                    OptionalLong.of(Integer.MAX_VALUE),
                    false,
                    false,
                    Optional.empty(),
                    false,
                    false,
                    plain.scale());
            notSeen(ReportedRules.of(counting, "live/7"), "live/7", "there is no process 2147483647");
        }
    }
}
