package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.Needs;
import workbook.checker.Sample;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;

/**
 * The contracts fulfilled with SSE libraries that we did not write. Where a library breaks one by itself, the server in
 * {@code peers/} mends it, and is also run {@code plain}: then the check must find the fault of the library.
 */
@Execution(ExecutionMode.CONCURRENT)
class ForeignServersTest {

    private static final Path PEERS = Home.find().root().resolve("peers");
    private static final List<String> TASKS = List.of("2.1", "2.3", "3.2", "3.3");
    private static final Sample SAMPLE = Sample.asked();

    static List<String> librariesOfNpm() {
        return SAMPLE.part(List.of("better-sse", "hono", "fastify"), 3);
    }

    static List<String> serversOfMaven() {
        return SAMPLE.part(List.of("JavalinServer", "SpringServer"), 2);
    }

    @Needs("node")
    @ParameterizedTest
    @MethodSource("librariesOfNpm")
    void aServerWithALibraryOfNpmPasses(String library) {
        for (String task : tasks(library)) {
            assertEquals(Set.of(), failed(task, node(library, task)), library + " " + task);
        }
    }

    @ParameterizedTest
    @MethodSource("serversOfMaven")
    void aServerWithALibraryOfMavenPasses(String server) {
        for (String task : tasks(server)) {
            assertEquals(Set.of(), failed(task, java(server, task)), server + " " + task);
        }
    }

    /** A text of several lines under one data line; headers held back on an idle stream. */
    @Needs("node")
    @ParameterizedTest
    @CsvSource({"better-sse, 3.2, 3.2/3", "better-sse, 3.3, 3.3/3", "fastify, 3.2, 3.2/1"})
    void aFaultOfALibraryIsFound(String library, String task, String check) {
        assertEquals(Set.of(check), failed(task, node(library, task + " plain")));
    }

    /** With each library one of the tasks; where much is asked for, every other one. */
    private static List<String> tasks(String library) {
        return SAMPLE.whole() ? SAMPLE.partOfAll(TASKS, 2) : List.of(SAMPLE.one(library, TASKS));
    }

    private static Set<String> failed(String task, Target.Command command) {
        TaskResult result = NodeServer.grade(task, command);
        return result.checks().stream()
                .filter(check -> check.verdict() != Verdict.PASSED && check.verdict() != Verdict.SKIPPED)
                .map(CheckResult::id)
                .collect(Collectors.toSet());
    }

    private static Target.Command node(String library, String arguments) {
        Path folder = PEERS.resolve("node");
        assumeTrue(Files.isDirectory(folder.resolve("node_modules")), "npm ci --prefix peers/node was not run");
        return new Target.Command("exec node %s.mjs %s".formatted(library, arguments), folder);
    }

    private static Target.Command java(String server, String task) {
        Path folder = PEERS.resolve("java");
        assumeTrue(Files.isDirectory(folder.resolve("target/libs")), "./mvnw -pl peers/java -am package was not run");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // Tomcat leaves folders behind.
        String line = "mkdir -p target/tmp; exec '%s' -Djava.io.tmpdir=target/tmp -XX:TieredStopAtLevel=1"
                + " -XX:+UseSerialGC -cp 'target/classes:target/libs/*' %s %s";
        return new Target.Command(line.formatted(java, "workbook.peers." + server, task), folder);
    }
}
