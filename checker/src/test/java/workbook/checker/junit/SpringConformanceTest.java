package workbook.checker.junit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.MachinePace;
import workbook.checker.server.Program;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.WorkbookReader;

/** How a project with Spring Boot tests its stream: the example of docs/probe.md, with the server in {@code peers/java}. */
@Execution(ExecutionMode.CONCURRENT)
class SpringConformanceTest {

    private static final Path FOLDER = Home.find().root().resolve("peers/java");

    @TestFactory
    Stream<DynamicTest> theStreamOfSpringKeepsTheStandards() throws ServerException {
        assumeTrue(Files.isDirectory(FOLDER.resolve("target/libs")), "./mvnw -pl peers/java -am package was not run");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String line = "mkdir -p target/tmp; exec '" + java + "' -Djava.io.tmpdir=target/tmp -XX:TieredStopAtLevel=1"
                + " -XX:+UseSerialGC -cp 'target/classes:target/libs/*' workbook.peers.SpringServer 2.3";
        Knobs knobs = WorkbookReader.knobs(Home.find());
        ServerUnderTest server = ServerUnderTest.start(
                new Program.ShellCommand(line, FOLDER),
                0,
                Map.of(),
                LaunchOptions.quick(MachinePace.now().stretch(knobs.start()), knobs.stop()));
        try (server) {
            return SseConformance.of(server.uri().resolve("/events").toString())
                    .watching(Duration.ofSeconds(5))
                    .only("open", "wire")
                    .baseline(FOLDER.resolve("sse-known.yaml"))
                    .tests()
                    .toList()
                    .stream();
        }
    }
}
