package workbook.checker.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import workbook.checker.conformance.TimeScale;
import workbook.checker.faulty.Handler;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.workbook.Home;

/** A faulty endpoint fails in the tests of its own project: at its rule, with the bytes that show it. */
@Execution(ExecutionMode.CONCURRENT)
class SseConformanceTest {

    private static final TimeScale PACE = new TimeScale(8);

    @TempDir
    Path folder;

    /** The last event has no blank line, so no reader gets it. */
    private static ScriptedServer faulty() {
        return Handler.start(0, (request, reply) -> {
            reply.eventStream().write("data: first\n\n").write("data: done\n");
            reply.end();
        });
    }

    private static SseConformance wire(ScriptedServer server) {
        return SseConformance.of(server.uri() + "/events")
                .only("wire/3")
                .watching(Duration.ofSeconds(8))
                .at(PACE);
    }

    /** What each test says: nothing if it passes, the reason if it is aborted, the message if it fails. */
    private static Map<String, String> outcomes(Stream<DynamicTest> tests) {
        Map<String, String> outcomes = new TreeMap<>();
        tests.forEach(test -> {
            String outcome = "passed";
            try {
                test.getExecutable().execute();
            } catch (TestAbortedException aborted) {
                outcome = "aborted: " + aborted.getMessage();
            } catch (AssertionError failed) {
                outcome = "failed: " + failed.getMessage();
            } catch (Throwable fault) {
                outcome = "broken: " + fault;
            }
            outcomes.put(test.getDisplayName().split(" ")[0], outcome);
        });
        return outcomes;
    }

    @Test
    void aFaultyEndpointFailsAtItsRule() {
        try (ScriptedServer server = faulty()) {
            Map<String, String> outcomes = outcomes(wire(server).tests());
            assertEquals(1, outcomes.size(), outcomes::toString);
            String said = outcomes.get("wire/3");
            assertTrue(said.startsWith("failed: ") && said.contains("\"data: done\\n\""), said);
            assertTrue(said.startsWith("failed: wire/3 MUST No unfinished event at a clean end: "), said);
        }
    }

    /** Options belong to the command line: whoever reads that a rule was not seen is told the method. */
    @Test
    void whatIsNotSeenNamesWhatATestCanDo() {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream();
            reply.answer().hold();
        })) {
            Map<String, String> outcomes = outcomes(SseConformance.of(server.uri() + "/events")
                    .only("cors/1", "browser/1", "nginx/1", "live/1", "live/7", "resume/5")
                    .watching(Duration.ofSeconds(8))
                    .at(PACE)
                    .tests());
            assertEquals("aborted: not seen: origin(\"https://app.example\") judges CORS", outcomes.get("cors/1"));
            outcomes.forEach((rule, said) -> assertFalse(said.contains("--"), rule + ": " + said));
        }
    }

    /** But for --hard, which is said of servers on other machines only. */
    @Test
    void everyOptionThatASentenceNamesIsAMethodHere() throws IOException {
        Pattern literal = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*--[a-z](?:[^\"\\\\\n]|\\\\.)*\"");
        List<String> left = new ArrayList<>();
        int found = 0;
        Path rules = Home.find().root().resolve("checker/src/main/java/workbook/checker/conformance");
        try (Stream<Path> files = Files.walk(rules)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher sentence = literal.matcher(Files.readString(file).replaceAll("\"\\s*\\+ \"", ""));
                while (sentence.find()) {
                    String words = MethodNames.of(sentence.group().replace("%d", "1"));
                    found++;
                    if (words.replace("--hard", "").contains("--")) {
                        left.add(file.getFileName() + ": " + words);
                    }
                }
            }
        }
        assertEquals(List.of(), left);
        assertTrue(found > 20, "sentences with an option: " + found);
    }

    @Test
    void corsAndAnotherMethodCanBeAskedFor() {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            if (request.method().equals("POST")) {
                reply.eventStream();
                reply.answer().hold();
            } else {
                reply.head("HTTP/1.1 405 Method Not Allowed", "Allow: POST");
            }
        })) {
            SseConformance stream = SseConformance.of(server.uri() + "/events")
                    .only("cors/1")
                    .origin("https://app.example")
                    .watching(Duration.ofSeconds(8))
                    .at(PACE);
            Map<String, String> refused = outcomes(stream.tests());
            assertTrue(refused.toString().contains("Ask it so: asking(\"POST\", text)"), refused::toString);
            String said = outcomes(stream.asking("POST", "a question").tests()).get("cors/1");
            assertTrue(said.startsWith("failed: cors/1 MUST The origin is allowed"), said);
        }
        assertThrows(IllegalArgumentException.class, () -> SseConformance.of("http://127.0.0.1:1/events")
                .origin("https://app.example/page"));
    }

    @Test
    void whatIsKnownIsNoFailureAndWhatIsMendedIsOne() throws IOException {
        Path known = Files.writeString(
                folder.resolve("known.yaml"), "known:\n  - rule: wire/3\n    reason: is mended next week\n");
        try (ScriptedServer server = faulty()) {
            String said = outcomes(wire(server).baseline(known).tests()).get("wire/3");
            assertEquals("aborted: known: is mended next week", said);
        }
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream().write("data: first\n\n");
            reply.end();
        })) {
            Map<String, String> outcomes = outcomes(wire(server).baseline(known).tests());
            assertTrue(
                    outcomes.values().stream().anyMatch(said -> said.contains("Take it out of the baseline.")),
                    outcomes::toString);
        }
    }

    @Test
    void whatIsOnlyRecommendedFailsWhenThatIsAskedFor() {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream();
            reply.answer().hold();
        })) {
            SseConformance buffering = SseConformance.of(server.uri() + "/events")
                    .only("open/6")
                    .watching(Duration.ofSeconds(8))
                    .at(PACE);
            String lenient = outcomes(buffering.tests()).get("open/6");
            assertTrue(lenient.startsWith("aborted: "), lenient);
            String strict = outcomes(buffering.strict().tests()).get("open/6");
            assertTrue(strict.startsWith("failed: "), strict);
        }
    }

    @Test
    void whereNobodyListensOneTestSaysSo() {
        Map<String, String> outcomes =
                outcomes(SseConformance.of("http://127.0.0.1:1/events").tests());
        assertEquals(1, outcomes.size(), outcomes::toString);
        assertTrue(outcomes.values().iterator().next().startsWith("failed: "), outcomes::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080/events, Illegal character in scheme",
        "/events, is no URL of a stream",
        "ftp://127.0.0.1/events, is no URL of a stream",
        "http://192.0.2.1/events, 192.0.2.1 is not this machine"
    })
    void whatIsNoStreamOfThisMachineIsRefused(String url, String words) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> SseConformance.of(url));
        assertTrue(refusal.getMessage().contains(words), refusal::getMessage);
    }

    @Test
    void aRuleThatDoesNotExistIsRefused() {
        SseConformance stream = SseConformance.of("http://127.0.0.1:1/events");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> stream.only("wires"))
                .getMessage()
                .startsWith("there is no rule \"wires\""));
        assertThrows(IllegalArgumentException.class, () -> stream.baseline(folder.resolve("none.yaml")));
    }
}
