package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import workbook.checker.cli.Shell.Run;
import workbook.checker.faulty.Handler;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/**
 * {@code sse.jar} as somebody has it who has nothing else: in a folder that is empty, cannot be written and has spaces in
 * its name. The jar is built if it is older than what it is made of.
 */
@Order(2)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Maven's wrapper is called by sh")
class StandaloneTest {

    private static final Home HOME = Home.find();
    private static final Path CHECKER = HOME.root().resolve("checker");
    private static final Path JAR = CHECKER.resolve("target/package/sse.jar");
    private static final Pattern ARTIFACT = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom.properties");

    @TempDir
    Path machine;

    private Path folder;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        if (isStale()) {
            Files.createDirectories(JAR.getParent());
            Path log = JAR.resolveSibling("build.log");
            // The classes are those that are tested, and in use: Maven must not compile them again.
            int code = new ProcessBuilder(
                            "sh",
                            "./mvnw",
                            "-B",
                            "-q",
                            "-f",
                            "checker/pom.xml",
                            "-P",
                            "package",
                            "package",
                            "-Dmaven.test.skip=true",
                            "-Dmaven.main.skip=true")
                    .directory(HOME.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            assertEquals(0, code, () -> "the jar cannot be built: see " + log);
        }
    }

    private static boolean isStale() throws IOException {
        if (!Files.exists(JAR)) {
            return true;
        }
        long built = Files.getLastModifiedTime(JAR).toMillis();
        try (Stream<Path> classes = Files.walk(CHECKER.resolve("target/classes"))) {
            return Stream.concat(classes.filter(Files::isRegularFile), Stream.of(CHECKER.resolve("pom.xml")))
                    .anyMatch(file -> file.toFile().lastModified() > built);
        }
    }

    @BeforeEach
    void layOut() throws IOException {
        folder = Files.createDirectory(machine.resolve("an empty folder"));
        Files.copy(JAR, folder.resolve("my sse.jar"));
        assertTrue(folder.toFile().setWritable(false));
    }

    @AfterEach
    void cleanUp() {
        assertTrue(folder.toFile().setWritable(true));
    }

    @Test
    void probesAServerAndKeepsWhatItFound() throws IOException {
        Path page = machine.resolve("report.html");
        Path junit = machine.resolve("report.xml");
        Path json = machine.resolve("report.json");
        List<String> command = new ArrayList<>(List.of("--only", "open/6", "--strict"));
        List.of(page, junit, json).forEach(file -> command.addAll(List.of("--also", file.toString())));
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream();
            reply.answer().hold();
        })) {
            command.addAll(0, List.of("probe", server.uri() + "/events"));
            Run run = java(command.toArray(String[]::new));
            assertEquals(1, run.code(), run::toString);
            assertTrue(run.out().contains("X-Accel-Buffering: no"), run::toString);
        }
        assertTrue(Files.readString(page).contains("X-Accel-Buffering"));
        assertTrue(Files.readString(junit).contains("<failure"));
        assertEquals(
                "open/6",
                new ObjectMapper().readTree(json.toFile()).findValue("id").asText());
    }

    /** What {@code ci} gives to the projects of others: here with the bad server as theirs. */
    @Test
    void runsInTheCiOfOthers() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        Path report = machine.resolve("reports of CI");
        Map<String, String> environment = Map.of(
                "PATH", java + ":" + System.getenv("PATH"),
                "SSE_START", "java -jar 'my sse.jar' bad --port $PORT",
                "SSE_PATH", "/W2",
                "SSE_JAR", "my sse.jar",
                "SSE_REPORT", report.toString(),
                "SSE_OPTIONS", "--for 3s --only wire");
        Run run = run(List.of("sh", HOME.root().resolve("ci/probe.sh").toString()), environment);
        assertEquals(1, run.code(), run::toString);
        assertTrue(Files.readString(report.resolve("probe.xml")).contains("<failure"), run::toString);
        assertTrue(Files.exists(report.resolve("probe.html")), run::toString);
    }

    @Test
    void saysHowItIsCalledAndWhatItLacks() throws IOException {
        Run version = java("--version");
        assertTrue(version.out().matches("SSE workbook, edition 1, commit [\\w.-]+\nJava .*\n"), version::toString);
        Run check = java("check", "2.1", "--all");
        assertEquals(2, check.code(), check::toString);
        assertTrue(check.err().contains("get the whole SSE workbook"), check::toString);
        assertEquals(1, check.err().lines().count(), check::toString);
        Run wrong = java("prob");
        assertTrue(
                wrong.err().endsWith("Did you mean: probe?\nSee: java -jar \"my sse.jar\" --help\n"), wrong::toString);
    }

    @Test
    void namesTheLibrariesThatItHolds() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> held = jar.stream()
                    .map(entry -> ARTIFACT.matcher(entry.getName()))
                    .filter(name -> name.matches() && !name.group(1).equals("workbook"))
                    .map(name -> name.group(1) + ":" + name.group(2))
                    .toList();
            String named = new String(
                    jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.txt")).readAllBytes());
            List<String> missing =
                    held.stream().filter(name -> !named.contains(name + " ")).toList();
            assertEquals(List.of(), missing);
            assertTrue(held.size() > 4, held::toString);
        }
    }

    @Test
    void knowsEveryCommandOfTheWorkbook() {
        TreeSet<String> both = names(Standalone.class);
        both.addAll(Standalone.IN_WORKBOOK);
        assertEquals(names(Sse.class), both);
    }

    @Test
    void theEditionIsTheOneOfTheWorkbook() throws IOException {
        String pom = Files.readString(HOME.root().resolve("pom.xml"));
        assertTrue(pom.contains("<artifactId>workbook</artifactId>\n    <version>"
                + WorkbookReader.workbook(HOME).edition() + "</version>"));
    }

    private static TreeSet<String> names(Class<?> command) {
        return Arrays.stream(command.getAnnotation(CommandLine.Command.class).subcommands())
                .map(type -> type.getAnnotation(CommandLine.Command.class).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Run java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "my sse.jar"));
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    private Run run(List<String> command, Map<String, String> environment) throws IOException {
        Path out = machine.resolve("out");
        Path err = machine.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end: " + command);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
