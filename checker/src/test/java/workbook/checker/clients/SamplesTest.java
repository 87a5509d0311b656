package workbook.checker.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;
import workbook.checker.Sample;
import workbook.checker.finding.Report;
import workbook.checker.finding.Verdict;
import workbook.checker.workbook.Home;

/** The samples in {@code peers/clients} still do what {@code results.json} there says of them: some of them, by a few rules. */
@Execution(ExecutionMode.CONCURRENT)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for sh")
@Timeout(120)
class SamplesTest {

    private static final Path FOLDER = Home.find().root().resolve("peers/clients");

    private static final List<String> LIBRARIES = List.of("eventsource", "undici");

    /** What is soon decided. */
    private static final Set<String> RULES = Set.of("request/1", "request/2", "parse/7", "stop/1");

    @Test
    @Needs("node")
    void libraryOfNpmBehindAService() throws Exception {
        assumeTrue(Files.isDirectory(FOLDER.resolve("node_modules")), "npm ci --prefix peers/clients was not run");
        String library = Sample.asked().one("clients of npm", LIBRARIES);
        Process service = new ProcessBuilder("node", "node.mjs", library, "--port", "0")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = service.inputReader(StandardCharsets.UTF_8);
                ServiceSubject subject = new ServiceSubject(URI.create(out.readLine()))) {
            assertEquals(library, subject.name());
            holds(library, subject);
        } finally {
            service.destroy();
        }
    }

    @Test
    @Needs("node")
    void libraryOfNpmAsACommand() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER.resolve("node_modules")), "npm ci --prefix peers/clients was not run");
        holds("eventsource", new ProcessSubject("node node.mjs eventsource {url}", FOLDER));
    }

    @Test
    @Needs("python3")
    void python() throws IOException {
        holds("python", new ProcessSubject("python3 stdlib.py {url}", FOLDER));
    }

    @Test
    @Needs("curl")
    void curl() throws IOException {
        holds("curl", new ProcessSubject("sh curl.sh {url}", FOLDER));
    }

    private static void holds(String key, Subject subject) throws IOException {
        JsonNode recorded = recorded(key);
        Report report = ClientGrader.grade(subject, Times.USUAL, rule -> RULES.contains(rule.id()), 3, result -> {});
        List<String> differences = new ArrayList<>();
        report.tasks().stream().flatMap(task -> task.checks().stream()).forEach(check -> {
            boolean broken = Set.of(Verdict.FAILED, Verdict.WARNED).contains(check.verdict());
            if (broken != names(recorded.get("broken"), check.id())) {
                differences.add(check.id() + " is " + check.verdict() + ": " + check.finding());
            }
        });
        assertEquals(List.of(), differences, key + ": if its version is another one, run peers/clients/grade " + key);
        assertFalse(report.tasks().isEmpty(), key);
    }

    private static JsonNode recorded(String key) throws IOException {
        JsonNode all =
                new ObjectMapper().readTree(FOLDER.resolve("results.json").toFile());
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> one.get("key").asText().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is not in results.json: run peers/clients/grade " + key));
    }

    private static boolean names(JsonNode ids, String wanted) {
        return StreamSupport.stream(ids.spliterator(), false)
                .anyMatch(id -> id.asText().equals(wanted));
    }
}
