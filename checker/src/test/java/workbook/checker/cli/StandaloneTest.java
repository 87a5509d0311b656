package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.AssertionFailedError;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
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
    private static final Pattern VERSION = Pattern.compile("\"(?:1\\.)?(\\d+)");
    private static final int JAVA_8 = 52;

    private static final List<String> SCRIPT =
            List.of("sh", HOME.root().resolve("ci/probe.sh").toString());

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
        Run run = run(SCRIPT, environment);
        assertEquals(1, run.code(), run::toString);
        assertTrue(Files.readString(report.resolve("probe.xml")).contains("<failure"), run::toString);
        assertTrue(Files.exists(report.resolve("probe.html")), run::toString);
    }

    /** Here with a {@code java} that prints how it was called, one argument on each line, and writes no report. */
    @Test
    void theScriptOfCiCallsTheProbeAsItIsTold() throws IOException {
        Path report = Files.createDirectory(machine.resolve("reports of CI"));
        Files.writeString(report.resolve("probe.html"), "of an earlier run");
        Map<String, String> environment = Map.of(
                "PATH", printing() + ":" + System.getenv("PATH"),
                "SSE_START", "node server.js",
                "SSE_PATH", "/a b",
                "SSE_KNOWN", "known failures.yaml",
                "SSE_REPORT", report.toString(),
                "SSE_OPTIONS", "--strict  --only *",
                "SSE_ARGUMENTS", "--header=Authorization: Bearer $x 'y' *\n--hard\n");
        Run run = run(SCRIPT, environment);
        assertEquals(0, run.code(), run::toString);
        assertEquals(
                List.of(
                        "-jar",
                        "sse.jar",
                        "probe",
                        "/a b",
                        "--exec",
                        "node server.js",
                        "--also",
                        report + "/probe.html",
                        "--also",
                        report + "/probe.xml",
                        "--known",
                        "known failures.yaml",
                        "--strict",
                        "--only",
                        "*",
                        "--header=Authorization: Bearer $x 'y' *",
                        "--hard"),
                run.out().lines().toList());
        assertTrue(Files.readString(report.resolve("probe.xml")).contains("<error message="));
        assertFalse(Files.exists(report.resolve("probe.html")));
    }

    @ParameterizedTest
    @CsvSource({"SSE_PATH, --list", "SSE_PATH, http://192.0.2.1/events", "SSE_START, ''"})
    void theScriptOfCiRefusesWhatIsNoPathOrNoCommand(String name, String value) throws IOException {
        Path report = machine.resolve("reports of CI");
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH",
                printing() + ":" + System.getenv("PATH"),
                "SSE_START",
                "node server.js",
                "SSE_REPORT",
                report.toString()));
        environment.put(name, value);
        Run english = run(SCRIPT, environment);
        assertEquals(2, english.code(), english::toString);
        assertTrue(english.err().startsWith(name + " is") && english.err().contains("Wanted: the "), english::toString);
        assertTrue(Files.readString(report.resolve("probe.xml")).contains("<error message="));
        environment.put("LC_ALL", "zh_CN.UTF-8");
        Run chinese = run(SCRIPT, environment);
        assertTrue(chinese.err().contains(name) && chinese.err().contains("应为"), chinese::toString);
    }

    private Path printing() throws IOException {
        Path bin = Files.createDirectory(machine.resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
        return bin;
    }

    /** A variable that a job sets beats what the whole pipeline sets, where somebody would name his command. */
    @Test
    void theJobOfGitLabSetsNoVariable() throws IOException {
        JsonNode job = yaml("ci/gitlab.yml").get("sse-probe");
        assertFalse(job.has("variables"), job::toString);
        assertEquals("sse-report/probe.xml", job.at("/artifacts/reports/junit").asText());
    }

    /** GitHub takes the name of an artifact once in a run. */
    @Test
    void theActionOfGitHubLetsNameItsArtifact() throws IOException {
        JsonNode action = yaml("ci/action.yml");
        assertEquals("sse-report", action.at("/inputs/artifact/default").asText());
        assertEquals(
                "${{ inputs.artifact }}", action.at("/runs/steps/2/with/name").asText());
        String script = Files.readString(HOME.root().resolve("ci/probe.sh"));
        action.at("/runs/steps/1/env").fieldNames().forEachRemaining(name -> assertTrue(script.contains(name), name));
    }

    private static JsonNode yaml(String file) throws IOException {
        Object read = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(HOME.root().resolve(file)));
        return new ObjectMapper().valueToTree(read);
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

    /** An older Java gets a sentence, which wants that it can read the class that says it. */
    @Test
    void anyJavaCanReadItsFirstClass() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String first = jar.getManifest().getMainAttributes().getValue("Main-Class");
            try (DataInputStream bytes =
                    new DataInputStream(jar.getInputStream(jar.getEntry(first.replace('.', '/') + ".class")))) {
                assertEquals(0xcafebabe, bytes.readInt());
                bytes.readUnsignedShort();
                assertEquals(JAVA_8, bytes.readUnsignedShort(), first);
            }
        }
    }

    @Test
    void anOlderJavaIsToldWhichOneIsNeeded() throws IOException {
        Optional<Path> old = olderJava();
        Assumptions.assumeTrue(old.isPresent(), "no Java older than 21 is installed here");
        List<String> command = List.of(old.get().toString(), "-jar", "my sse.jar", "probe");
        Run english = run(command, Map.of());
        assertEquals(2, english.code(), english::toString);
        assertTrue(
                english.err()
                        .matches(
                                "This is Java \\S+ \\(.+\\), and sse.jar needs Java 21 or later: run this command with .+\n"),
                english::toString);
        Run chinese = run(command, Map.of("LC_ALL", "zh_CN.UTF-8"));
        assertTrue(chinese.err().matches("当前 Java 是 \\S+ \\(.+\\)，而 sse.jar 需要 Java 21 或更高版本：.+\n"), chinese::toString);
    }

    private static Optional<Path> olderJava() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            found.add(Path.of(folder, "java"));
        }
        Path all = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(all)) {
            try (Stream<Path> folders = Files.list(all)) {
                folders.map(folder -> folder.resolve("bin/java")).forEach(found::add);
            }
        }
        return found.stream()
                .filter(Files::isExecutable)
                .filter(StandaloneTest::isOlder)
                .findFirst();
    }

    private static boolean isOlder(Path java) {
        try {
            Process asked = new ProcessBuilder(java.toString(), "-fullversion")
                    .redirectErrorStream(true)
                    .start();
            Matcher version = VERSION.matcher(new String(asked.getInputStream().readAllBytes()));
            return version.find() && Integer.parseInt(version.group(1)) < 21;
        } catch (IOException noJava) {
            return false;
        }
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

    /** A class under the name that its library gave it would take the place of another version, in the tests of a project. */
    @Test
    void holdsNoClassThatAnotherProjectMayHave() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> others = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("workbook/"))
                    .toList();
            assertEquals(List.of(), others);
        }
    }

    /** What docs/probe.md shows: the jar and JUnit are all it needs. Here with the rules that are soon decided. */
    @Test
    void isATestOfAnotherProject() throws Exception {
        String source = Files.readString(CHECKER.resolve("src/test/resources/standalone/EventsTest.java"));
        Path file = machine.resolve("EventsTest.java");
        Files.writeString(file, source.replace(".tests()", ".only(\"open\").tests()"));
        List<URL> junit = new ArrayList<>();
        for (Class<?> type : List.of(DynamicTest.class, JUnitException.class, AssertionFailedError.class)) {
            junit.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        URL[] all = Stream.concat(
                        junit.stream(),
                        Stream.of(JAR.toUri().toURL(), machine.toUri().toURL()))
                .toArray(URL[]::new);
        compile(file, all);
        try (URLClassLoader project = new URLClassLoader(all, ClassLoader.getPlatformClassLoader())) {
            Class<?> test = project.loadClass("EventsTest");
            Constructor<?> made = test.getDeclaredConstructor();
            made.setAccessible(true);
            Object instance = made.newInstance();
            call(test, "start", instance);
            try {
                Map<String, String> outcomes = new TreeMap<>();
                for (Object rule : ((Stream<?>) call(test, "theStreamKeepsTheStandards", instance)).toList()) {
                    String name = (String) call(rule.getClass().getSuperclass(), "getDisplayName", rule);
                    outcomes.put(name.split(" ")[0], outcome(project, call(rule.getClass(), "getExecutable", rule)));
                }
                assertEquals("passed", outcomes.get("open/1"), outcomes::toString);
                assertEquals("passed", outcomes.get("open/2"), outcomes::toString);
                assertTrue(outcomes.get("open/6").startsWith("aborted"), outcomes::toString);
            } finally {
                call(test, "stop", instance);
            }
        }
    }

    private static void compile(Path file, URL[] path) throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (URL place : path) {
            places.add(Path.of(place.toURI()).toString());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String all = String.join(File.pathSeparator, places);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, said, said, "-d", file.getParent().toString(), "-cp", all, file.toString());
        assertEquals(0, code, said::toString);
    }

    private static Object call(Class<?> type, String name, Object on) throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(on);
    }

    private static String outcome(ClassLoader project, Object rule) throws ReflectiveOperationException {
        try {
            project.loadClass("org.junit.jupiter.api.function.Executable")
                    .getMethod("execute")
                    .invoke(rule);
            return "passed";
        } catch (InvocationTargetException ended) {
            boolean aborted = ended.getCause().getClass().getSimpleName().equals("TestAbortedException");
            return (aborted ? "aborted: " : "failed: ") + ended.getCause().getMessage();
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
