package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.SmallWorkbook;

/** Real processes that do what programs of learners do. None of them may be left when a test ends. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for sh")
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class ServerUnderTestTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String LISTEN = "System.out.println(\"listening on http://127.0.0.1:\" + serve(port()));";

    @TempDir
    Path folder;

    private SmallWorkbook workbook;

    @BeforeEach
    void layOut() {
        workbook = SmallWorkbook.in(folder);
    }

    @AfterEach
    void nothingIsLeft() {
        assertEquals(List.of(), workbook.processes());
    }

    @Test
    void aServerStartsAnswersAndEnds() throws Exception {
        try (ServerUnderTest server = start(workbook.program(), 0, LONG)) {
            assertEquals(200, ask(server, "/"));
            assertTrue(server.ended().isEmpty());
            assertFalse(workbook.processes().isEmpty());
        }
    }

    @Test
    void itStartsAgainOnTheSamePort() throws Exception {
        int port;
        try (ServerUnderTest server = start(workbook.program(), 0, LONG)) {
            port = server.port();
        }
        try (ServerUnderTest server = start(workbook.program(), port, LONG)) {
            assertEquals(port, server.port());
            assertEquals(200, ask(server, "/"));
        }
    }

    @Test
    void itDoesNotCompile() {
        workbook.exercise("oops");
        assertInstanceOf(Trouble.DoesNotCompile.class, trouble(workbook.program(), 0, LONG));
    }

    @Test
    void itExitsAtOnceWithoutAWord() {
        workbook.exercise("System.exit(0);");
        Trouble trouble = trouble(workbook.program(), 0, LONG);
        assertMatches(
                "Your program exited with code 0 after \\d\\.\\d s, before it listened on a port. It printed nothing.",
                trouble);
        assertEquals(
                "Let main start the server and return; do not call System.exit.",
                trouble.next().en());
    }

    @Test
    void itThrowsAtOnce() {
        workbook.exercise("System.out.println(\"beginning\"); throw new IllegalStateException(\"no config\");");
        Trouble trouble = trouble(workbook.program(), 0, LONG);
        assertMatches("Your program exited with code 1 after .* Its last lines:", trouble);
        assertTrue(
                trouble.detail()
                        .startsWith(
                                "beginning\nException in thread \"main\" java.lang.IllegalStateException: no config"),
                trouble.detail());
        assertEquals(
                "Read the first line that begins with Exception or Caused by.",
                trouble.next().en());
    }

    @Test
    void itExitsWhileItIsChecked() throws Exception {
        try (ServerUnderTest server = start(workbook.program(), 0, LONG)) {
            assertThrows(IOException.class, () -> ask(server, "/halt"));
            Trouble trouble = server.ended().orElseThrow();
            assertMatches("Your program exited with code 7 while it was checked. Its last lines:", trouble);
            assertTrue(trouble.detail().startsWith("listening on"), trouble.detail());
        }
    }

    @Test
    void itNeverListens() {
        Trouble trouble = trouble(workbook.shell("echo warming up; exec sleep 600"), 0, SHORT);
        assertMatches(
                "Nothing is listening on port \\d+ after 0 s, though your program is alive. Its last lines:", trouble);
        assertEquals("warming up", trouble.detail());
        assertEquals(
                "Listen on the port of the environment variable PORT, on 127.0.0.1.",
                trouble.next().en());
    }

    @Test
    void aMainThatNeverListens() {
        workbook.exercise("new java.util.concurrent.CountDownLatch(1).await();");
        assertMatches(
                "Your program is alive but listens on no port after 1 s. It printed nothing.",
                trouble(workbook.program(), 0, Duration.ofSeconds(1)));
    }

    @Test
    void itListensElsewhere() throws Exception {
        workbook.exercise("System.out.println(\"started on port \" + serve(0));");
        Trouble trouble = trouble(workbook.shell(mainByHand()), 0, Duration.ofSeconds(3));
        String port = trouble.detail().replaceAll("\\D", "");
        assertMatches(
                "Nothing is listening on port \\d+ after 3 s, but your program listens on " + port
                        + ". Its last lines:",
                trouble);
        assertTrue(
                trouble.next().en().endsWith("--url http://127.0.0.1:" + port + "."),
                trouble.next().en());
    }

    @Test
    void theGivenPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Trouble trouble = trouble(workbook.program(), taken.getLocalPort(), LONG);
            assertMatches("Port " + taken.getLocalPort() + " is taken by another program. Its last lines:", trouble);
        }
    }

    @Test
    void aPortOfItsOwnIsTakenAndItGoesOn() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String line = "echo 'Error: listen EADDRINUSE: address already in use 127.0.0.1:%d at net:1817'; sleep 600";
            Trouble trouble = trouble(workbook.shell(line.formatted(taken.getLocalPort())), 0, SHORT);
            assertMatches("Port " + taken.getLocalPort() + " is taken by another program. Its last lines:", trouble);
        }
    }

    @Test
    void aPortIsTakenButNobodySaysWhich() {
        Trouble trouble = trouble(workbook.shell("echo 'OSError: [Errno 98] Address already in use'; exit 1"), 0, LONG);
        assertMatches("The port that your program wants is taken by another program. Its last lines:", trouble);
    }

    @Test
    void itPrintsForever() {
        Trouble trouble = trouble(workbook.shell("yes round and round"), 0, LONG);
        assertMatches(
                "Your program printed \\d\\d MB and listens on no port: it seems to be caught in a loop. Its last lines:",
                trouble);
        assertTrue(trouble.detail().endsWith("round and round\nround and round"), trouble.detail());
    }

    @Test
    void itPrintsForeverAndListens() throws Exception {
        workbook.exercise(LISTEN + " for (long n = 0; ; n++) { System.out.println(\"spam \" + n); }");
        try (ServerUnderTest server = start(workbook.program(), 0, LONG)) {
            for (int n = 0; n < 20; n++) {
                assertEquals(200, ask(server, "/" + n));
            }
            String output = server.output(Pattern.compile("spam \\d{5}"), LONG);
            assertTrue(output.length() <= 64 * 1024, "kept " + output.length());
        }
    }

    @Test
    void itPrintsALineWithoutEnd() {
        Trouble trouble = trouble(workbook.shell("head -c 3000000 /dev/zero | tr '\\0' x; sleep 600"), 0, SHORT);
        assertEquals("…" + "x".repeat(4096), trouble.detail());
    }

    @Test
    void itRunsOutOfMemory() {
        workbook.exercise("byte[][] all = new byte[64][]; for (int n = 0; ; n++) { all[n] = new byte[1 << 28]; }");
        Trouble trouble = trouble(workbook.program(), 0, LONG);
        assertMatches("Your program ran out of memory and was ended by its JVM. Its last lines:", trouble);
        assertTrue(trouble.detail().contains("java.lang.OutOfMemoryError"), trouble.detail());
    }

    @Test
    void theCommandIsNotFound() {
        Trouble trouble = trouble(workbook.shell("no-such-command --port 1"), 0, LONG);
        assertMatches("Your program exited with code 127 after .*", trouble);
        assertEquals(
                "The shell does not find the command: give its whole path.",
                trouble.next().en());
        assertTrue(trouble.detail().contains("no-such-command"), trouble.detail());
    }

    /** Whoever reads the error of his interpreter needs no other start to see it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SyntaxError: invalid syntax",
                "ModuleNotFoundError: No module named flask",
                "Error: Cannot find module x",
                "./main.go:5:2: undefined: x"
            })
    void theCommandSaysWhyItEnds(String line) {
        assertEquals(
                "What it printed says why: mend that, then check again.",
                trouble(workbook.shell("echo '%s'; exit 1".formatted(line)), 0, LONG)
                        .next()
                        .en());
    }

    @Test
    void theCommandEndsWithoutAWord() {
        assertEquals(
                "Start it by hand to see why: export PORT=8080; exit 3",
                trouble(workbook.shell("exit 3"), 0, LONG).next().en());
    }

    @Test
    void theCommandGoesToTheBackground() {
        Trouble trouble = trouble(workbook.shell("sleep 600 & exit 0"), 0, LONG);
        assertMatches("Your program exited with code 0 .*", trouble);
        assertTrue(trouble.next().en().contains("keep the server in the foreground"));
    }

    @Test
    void itIsKilled() {
        Trouble trouble = trouble(workbook.shell("kill -9 $$"), 0, LONG);
        assertMatches("Your program exited with code 137 after .*", trouble);
        assertTrue(trouble.next().en().startsWith("Something killed it (SIGKILL)"));
    }

    @Test
    void whatItPrintedLastIsNeverLost() {
        for (int n = 0; n < 20; n++) {
            Trouble trouble = trouble(workbook.shell("echo last words " + n + "; exit 3"), 0, LONG);
            assertEquals("last words " + n, trouble.detail());
        }
    }

    @Test
    void itClosesItsOutput() throws Exception {
        workbook.exercise("serve(Integer.parseInt(System.getenv(\"PORT\")));");
        try (ServerUnderTest server = start(workbook.shell("exec >&- 2>&-; " + mainByHand()), 0, LONG)) {
            assertEquals(200, ask(server, "/"));
        }
    }

    @Test
    void itSaysItsPortInTwoWrites() throws Exception {
        workbook.exercise("String port = \"\" + serve(port()); System.out.print(\"listening on http://127.0.0.1:\" +"
                + " port.substring(0, 2)); System.out.flush(); System.out.println(port.substring(2));");
        try (ServerUnderTest server = start(workbook.program(), 0, LONG)) {
            assertEquals(200, ask(server, "/"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trap '' TERM; while :; do sleep 1; done",
                "sleep 600 & sleep 601 & wait",
                "(sleep 600 & sleep 601 & wait) & wait",
                "setsid sh -c 'trap \"\" TERM; while :; do sleep 1; done' & sleep 600",
                "(setsid sleep 600 &) ; (setsid sh -c 'sleep 601 & sleep 602' &) ; exec sleep 603",
                "(setsid sh -c 'sleep 601 & exit' &) ; exit 0",
                "setsid sh -c 'trap \"sleep 604 & exit\" TERM; sleep 605 & wait' & wait"
            })
    void whateverItStartsIsEnded(String line) {
        trouble(workbook.shell(line), 0, SHORT);
        assertEquals(List.of(), workbook.processes());
    }

    @Test
    void aServerThatListensAndIgnoresSigtermIsEndedWithItsChildren() throws Exception {
        workbook.exercise("serve(Integer.parseInt(System.getenv(\"PORT\")));");
        String line = "trap '' TERM; (setsid sleep 600 &); " + mainByHand();
        try (ServerUnderTest server = start(workbook.shell(line), 0, LONG)) {
            assertEquals(200, ask(server, "/"));
        }
        assertEquals(List.of(), workbook.processes());
    }

    @Test
    void theEnvironmentOfACommand() throws ServerException {
        Map<String, String> settings = Map.of("heartbeat.interval", "PT1.5S", "broadcast.max-clients", "3");
        Map<String, String> environment = Launch.of(
                        workbook.shell("true"), 4711, settings, LaunchOptions.quick(LONG, SHORT))
                .environment();
        assertEquals("4711", environment.get("PORT"));
        assertEquals("PT1.5S", environment.get("HEARTBEAT_INTERVAL"));
        assertEquals("3", environment.get("BROADCAST_MAX_CLIENTS"));
        assertEquals("key-of-the-checker", environment.get("MODEL_KEY"));
        assertEquals(System.getenv("PATH"), environment.get("PATH"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GITHUB_TOKEN",
                "OPENAI_API_KEY",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_ACCESS_KEY_ID",
                "DB_PASSWORD",
                "DB_PASS",
                "MYSQL_PWD",
                "GH_PAT",
                "SSHPASS",
                "PGPASS",
                "KUBECONFIG",
                "npm_config__auth",
                "MODEL_KEY"
            })
    void secretsAreNotHandedOn(String name) {
        assertTrue(Secrets.isOne(name, "x"), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PATH", "HOME", "PWD", "OLDPWD", "JAVA_HOME", "LANG", "KEYBOARD", "XPC_FLAGS", "GRADLE_PATH"})
    void theRestIs(String name) {
        assertFalse(Secrets.isOne(name, "x"), name);
    }

    /** The exercise as a command in another language would be. */
    private String mainByHand() throws ServerException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' workbook.Main"
                .formatted(java, TaskCompiler.compile(workbook.program()));
    }

    private static ServerUnderTest start(Program program, int port, Duration limit) throws ServerException {
        LaunchOptions quick = LaunchOptions.quick(limit, Duration.ofMillis(300));
        return ServerUnderTest.start(program, port, Map.of(), quick.echo(OutputStream.nullOutputStream()));
    }

    private static Trouble trouble(Program program, int port, Duration limit) {
        return assertThrows(
                        ServerException.class, () -> start(program, port, limit).close())
                .trouble();
    }

    private static int ask(ServerUnderTest server, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(server.uri() + path).toURL().openConnection();
        connection.setConnectTimeout(5000);
        connection.setReadTimeout(5000);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static void assertMatches(String pattern, Trouble trouble) {
        String sentence = trouble.sentence().en();
        assertTrue(sentence.matches(pattern), sentence);
        assertFalse(trouble.sentence().zh().isBlank());
    }
}
