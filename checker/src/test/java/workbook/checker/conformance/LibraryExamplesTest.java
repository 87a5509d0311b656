package workbook.checker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Sample;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.http.Bytes;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.Program;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.workbook.Home;

/**
 * The examples in {@code peers/libraries} start, and still do what {@code results.json} there says of them: two of those
 * that can run here, by a few rules.
 */
@Execution(ExecutionMode.CONCURRENT)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for sh")
class LibraryExamplesTest {

    private static final Path FOLDER = Home.find().root().resolve("peers/libraries");

    /** What is decided by one answer. */
    private static final List<String> RULES = List.of("open/1", "open/2", "open/3", "open/4", "open/6", "open/12");

    private static final Duration WATCH = Duration.ofSeconds(2);

    /** Some are slow to start beside other tests. */
    private static final LaunchOptions LAUNCH = LaunchOptions.quick(Duration.ofSeconds(60), Duration.ofSeconds(2));

    private static final int TAKEN = 2;

    @TestFactory
    Stream<DynamicTest> twoOfThem() throws Exception {
        List<String> all = examples();
        int first = all.indexOf(Sample.asked().one("examples of libraries", all));
        Collections.rotate(all, -first);
        List<String> taken = new ArrayList<>();
        for (String key : all) {
            if (taken.size() < TAKEN && run("--ready", key).waitFor() == 0) {
                taken.add(key);
            }
        }
        assumeTrue(!taken.isEmpty(), "nothing that an example needs is installed");
        return taken.stream().map(key -> DynamicTest.dynamicTest(key, () -> holds(key)));
    }

    private static List<String> examples() throws IOException {
        try (BufferedReader lines = run().inputReader(StandardCharsets.UTF_8)) {
            return new ArrayList<>(lines.lines().toList());
        }
    }

    private static Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "run"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void holds(String key) throws Exception {
        Program program = new Program.ShellCommand("sh run " + key, FOLDER);
        try (ServerUnderTest server = ServerUnderTest.start(program, 0, Map.of(), LAUNCH)) {
            URI uri = server.uri().resolve("/events");
            Plan plan = Plan.of(new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty()))
                    .watching(WATCH);
            List<RuleCard> rules = ConformanceRun.chosen(AllRules.CARDS, RULES, List.of());
            ConformanceReport report = new ConformanceRun(plan, rules, Baseline.EMPTY, Listening.NONE).run();
            Set<String> broken =
                    report.of(RuleVerdict.FAILED).map(RuleResult::id).collect(Collectors.toSet());
            assertEquals(
                    recorded(key),
                    broken,
                    () -> key + ": if its version is another one, run bench/run libraries " + key + "; " + report);
        }
    }

    private static Set<String> recorded(String key) throws IOException {
        JsonNode all =
                new ObjectMapper().readTree(FOLDER.resolve("results.json").toFile());
        for (JsonNode one : all) {
            if (one.get("key").asText().equals(key)) {
                return StreamSupport.stream(one.get("broken").spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(RULES::contains)
                        .collect(Collectors.toSet());
            }
        }
        throw new AssertionError(key + " is not in results.json: run bench/run libraries " + key);
    }
}
