package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.SmallWorkbook;
import workbook.checker.cli.Shell.Run;
import workbook.checker.files.Folders;
import workbook.checker.workbook.Home;

/** The command line as a process: exit codes, words, and what goes to which of the two outputs. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for sh")
class SseTest {

    private static final Path REAL = Home.find().root();
    private static final String MAIN = "exercises/8.1-verdicts/src/main/java/workbook/Main.java";

    @TempDir
    Path folder;

    private SmallWorkbook workbook;
    private Shell shell;

    @BeforeEach
    void layOut() {
        workbook = SmallWorkbook.in(folder);
        shell = Shell.in(workbook.root());
    }

    @AfterEach
    void nothingIsLeft() {
        assertEquals(List.of(), workbook.processes());
    }

    @Test
    void aMisuseIsSaidInASentence() {
        assertRefused(
                "config cannot be written. Name a file in a folder", shell.sse("check", "8.1", "--output", "config"));
    }

    @Test
    void aMisuseIsSaidInChinese() {
        shell.with("LC_ALL", "zh_CN.UTF-8");
        assertRefused("没有选项 --solution。\n是不是想输入：--solutions？\n用法：./sse check --help", shell.sse("check", "--solution"));
    }

    @Test
    void aPlannedTaskIsNotThereYet() {
        workbook.replace(
                "config/workbook.yaml",
                "    tasks:\n      - {id: \"8.1\"",
                "    tasks:\n      - {id: \"8.2\", slug: later, title: {en: Later, zh: 以后}}\n      - {id: \"8.1\"");
        assertRefused("Task 8.2 is planned and has no exercise yet. Tasks to do now: 8.1", shell.sse("check", "8.2"));
    }

    static Stream<Arguments> faultsInConfig() {
        return Stream.of(
                arguments(
                        "config/workbook.yaml", "chapters:", "chapters: [", "config/workbook.yaml, line 3: this is no"),
                arguments(
                        "config/workbook.yaml",
                        "slug: verdicts",
                        "slug: Ver dicts",
                        "config/workbook.yaml, line 6: \"V"),
                arguments("config/checker.yaml", "PT20S", "20 s", "config/checker.yaml, line 4: expected an ISO-8601"));
    }

    @ParameterizedTest
    @MethodSource("faultsInConfig")
    void aFaultInConfigIsNamedWithFileAndLine(String file, String from, String to, String words) {
        workbook.replace(file, from, to);
        assertRefused(workbook.root() + "/" + words, shell.sse("check", "8.1"));
    }

    @Test
    void aConfigThatIsNotThere() throws IOException {
        Files.delete(workbook.root().resolve("config/checker.yaml"));
        assertRefused(workbook.root() + "/config/checker.yaml: the file is missing", shell.sse("check", "8.1"));
        Files.delete(workbook.root().resolve("config/workbook.yaml"));
        for (String command : List.of("list", "--version")) {
            assertRefused("No config/workbook.yaml in " + workbook.root() + " or above it.", shell.sse(command));
        }
    }

    @Nested
    class Checking {

        @Test
        void passedIsZeroAndRemembered() {
            Run run = shell.sse("check");
            assertEquals(0, run.code(), run::toString);
            assertEquals("", run.err());
            assertTrue(run.out().startsWith("✓ 8.1 Verdicts"), run::toString);
            assertFalse(run.out().contains("\u001b"), run::toString);
            assertTrue(workbook.read(".sse/progress.txt").startsWith("8.1 passed 5/5 done 2"));
            Run again = shell.sse("check");
            assertEquals(0, again.code());
            assertEquals("All tasks that are there are done. Check again with: ./sse check --all\n", again.out());
            Run list = shell.sse();
            assertTrue(list.out().contains("1 of 1 done") && list.out().contains("✓  8.1  Verdicts"), list::toString);
        }

        @Test
        void failedIsOneAndACorruptProgressIsNoObstacle() throws IOException {
            Files.createDirectories(workbook.home().work());
            Path progress = workbook.home().work().resolve("progress.txt");
            Files.write(progress, new byte[] {'9', '.', '1', ' ', (byte) 0xff, 0, '\n'});
            workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(404");
            Run run = shell.sse("check", "--seed", "7");
            assertEquals(1, run.code(), run::toString);
            assertTrue(run.out().contains("status 404") && run.out().contains("seed 7"), run::toString);
            String kept = new String(Files.readAllBytes(progress), StandardCharsets.ISO_8859_1);
            assertTrue(kept.startsWith("8.1 failed 1/5 open 2") && kept.endsWith("\n9.1 \u00ff\0\n"), kept);
        }

        @Test
        void notStartedIsOne() {
            workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(501");
            Run run = shell.sse("check", "8.1");
            assertEquals(1, run.code(), run::toString);
            assertTrue(run.out().startsWith("○ 8.1 Verdicts") && run.out().contains("not started"), run::toString);
        }

        @Test
        void onlyAndForeignServersAreNotRemembered() throws IOException {
            Folders.copy(
                    workbook.root().resolve("exercises/8.1-verdicts"),
                    List.of("src"),
                    workbook.root().resolve("solutions/8.1-verdicts"));
            Run only = shell.sse("check", "8.1", "--only", "8.1/1");
            assertEquals(0, only.code(), only::toString);
            assertTrue(only.out().startsWith("· 8.1 Verdicts"), only::toString);
            assertTrue(only.out().contains("1 of 1 passed, 4 not asked for in"), only::toString);
            shell.sse("check", "8.1", "--exec", "exit 3");
            assertEquals(0, shell.sse("check", "8.1", "--solutions").code());
            shell.sse("check", "8.1", "--url", "http://127.0.0.1:1");
            assertFalse(Files.exists(workbook.home().work().resolve("progress.txt")));
        }

        @Test
        void aProgramThatDoesNotCompileIsThree() {
            workbook.exercise("int n = \"one\";");
            Run run = shell.sse("check", "8.1");
            assertEquals(3, run.code(), run::toString);
            assertEquals(
                    """
                    ✗ 8.1 Verdicts                                                                           not checked
                      Your program does not compile. javac says:

                        exercises/8.1-verdicts/src/main/java/workbook/Main.java:10: error: incompatible types: String cannot be converted to int
                                int n = "one";
                                        ^
                        1 error

                      Next     Mend the first error; the others often go with it.
                    """,
                    run.out().replaceAll("\n+fast clock.*", "\n").replaceAll("(?s)\n\n$", "\n"));
            assertEquals("", run.err());
        }

        @Test
        void aServerThatCannotBeReachedIsThree() {
            Run run = shell.sse("check", "8.1", "--url", "http://127.0.0.1:1");
            assertEquals(3, run.code(), run::toString);
            assertTrue(
                    run.out().contains("http://127.0.0.1:1 cannot be reached: nothing is listening there."),
                    run::toString);
            Run unknown = shell.sse("check", "8.1", "--url", "http://no-such-host.invalid");
            assertEquals(3, unknown.code(), unknown::toString);
            assertTrue(unknown.out().contains("cannot be reached: the host is unknown"), unknown::toString);
        }

        @Test
        void aCheckThatBreaksIsFourAndNotRemembered() {
            workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(499");
            Run run = shell.sse("check", "8.1");
            assertEquals(4, run.code(), run::toString);
            String words =
                    "The checker itself broke (8.1/1, IndexOutOfBoundsException). This is not counted against you.";
            assertTrue(run.out().contains(words), run::toString);
            assertFalse(run.out().contains("\tat "), run::toString);
            assertTrue(run.out().contains(".sse/checker-fault.txt"), run::toString);
            assertFalse(workbook.home().work().resolve("progress.txt").toFile().length() > 0);
        }

        @Test
        void aTaskWithoutChecksIsFour() throws IOException {
            assertBroken("check");
        }

        @Test
        void aWatchWhoseCheckerBreaksEndsWithTheSameSentence() throws IOException {
            assertBroken("watch");
        }

        private void assertBroken(String command) throws IOException {
            workbook.replace("config/workbook.yaml", "slug: verdicts", "slug: missing");
            Files.move(workbook.folder(), workbook.root().resolve("exercises/8.1-missing"));
            Run run = shell.sse(command, "8.1");
            assertEquals(4, run.code(), run::toString);
            assertEquals("", run.out());
            assertFalse(run.err().contains("\tat ") || run.err().contains("Exception in thread"), run::toString);
            assertTrue(run.err().contains("Please report it with the file .sse/checker-fault.txt"), run::toString);
            assertTrue(workbook.read(".sse/checker-fault.txt").contains("\tat workbook.checker."));
            assertTrue(
                    run.err().startsWith("The checker itself broke (GraderFault). This is not counted against you.")
                            && run.err()
                                    .contains("task 8.1 has no class workbook.checker.checks.task8_1.MissingChecks"),
                    run::toString);
        }

        @Test
        void jsonIsAllThereIsOnStandardOutput() throws IOException {
            Run run = shell.onTerminal(80).sse("check", "8.1", "--format", "json");
            assertEquals(0, run.code(), run::toString);
            JsonNode json = new ObjectMapper().readTree(run.out());
            assertEquals("passed", json.at("/tasks/0/status").asText());
            assertEquals(5, json.at("/tasks/0/checks").size());
        }

        @Test
        void aReportGoesToAFile() throws IOException {
            workbook.write("out.html", "old");
            Run run = shell.sse("check", "8.1", "--format", "html", "--output", "out.html", "--only", "1");
            assertEquals(0, run.code(), run::toString);
            assertEquals("", run.out());
            assertEquals("Written: out.html\n", run.err());
            assertTrue(workbook.read("out.html").startsWith("<!doctype html>"));
            Run junit = shell.sse("check", "8.1", "--format", "junit", "--only", "1");
            assertTrue(junit.out().startsWith("<?xml") && junit.out().contains("<testsuite"), junit::toString);
        }

        @Test
        void aReportThatCannotBeWrittenIsNotLost() {
            org.junit.jupiter.api.Assumptions.assumeTrue(Files.isWritable(Path.of("/proc")), "for root on Linux only");
            Run run = shell.sse("check", "8.1", "--output", "/proc/report.json", "--format", "json");
            assertEquals(2, run.code(), run::toString);
            assertTrue(run.err().startsWith("/proc/report.json could not be written ("), run::toString);
            assertTrue(run.out().startsWith("{"), run::toString);
            assertTrue(workbook.read(".sse/progress.txt").startsWith("8.1 passed"));
        }

        @Test
        void aFolderThatCannotBeWrittenCostsOnlyTheProgress() {
            workbook.write(".sse", "a file where a folder is wanted");
            Run run = shell.sse("check", "8.1");
            assertEquals(0, run.code(), run::toString);
            assertEquals(
                    "Your progress could not be saved in " + workbook.root() + "/.sse: is the folder read-only?\n",
                    run.err());
        }

        @Test
        void aCommandGetsItsPortAndNoSecrets() {
            shell.with("GITHUB_TOKEN", "t0p").with("OPENAI_API_KEY", "s3cret").with("FAVOURITE", "blue");
            Run run = shell.sse("check", "8.1", "--exec", "env >env.txt; echo no server here; exit 3");
            assertEquals(3, run.code(), run::toString);
            assertTrue(run.out().contains("exited with code 3") && run.out().contains("no server here"), run::toString);
            assertTrue(run.err().contains("look like secrets: ") && run.err().contains("GITHUB_TOKEN"), run::toString);
            assertFalse(run.err().contains("t0p"), "a secret");
            String environment = workbook.read("env.txt");
            // Never shown: it is that of whoever runs the tests.
            assertTrue(environment.matches("(?s).*\nPORT=\\d+\n.*"), "no PORT");
            assertTrue(environment.contains("\nFAVOURITE=blue\n"), "the rest is missing");
            assertTrue(environment.contains("\nMODEL_KEY=key-of-the-checker\n"), "no key of the checker");
            assertFalse(environment.contains("s3cret") || environment.contains("t0p"), "a secret");
        }

        @Test
        void aServerThatEndsMidwayIsThree() {
            workbook.replace(MAIN, "\"/halt\"", "\"/3\"");
            Run run = shell.sse("check", "8.1");
            assertEquals(3, run.code(), run::toString);
            assertTrue(run.out().contains("Your program exited with code 7 while it was checked."), run::toString);
        }
    }

    @Nested
    class ForeignServers {

        @Test
        void aPageIsNoEventStream() throws IOException {
            HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            page.createContext("/", exchange -> {
                byte[] html = "<h1>hello</h1>".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, html.length);
                exchange.getResponseBody().write(html);
                exchange.close();
            });
            page.start();
            try {
                Run run = Shell.in(REAL)
                        .sse(
                                "check",
                                "2.1",
                                "--url",
                                "http://127.0.0.1:" + page.getAddress().getPort());
                assertEquals(1, run.code(), run::toString);
                assertTrue(run.out().contains("Content-Type: text/html"), run::toString);
                assertTrue(run.out().contains("✗ 2.1/1"), run::toString);
            } finally {
                page.stop(0);
            }
        }

        @Test
        void aServerThatNeverAnswersDoesNotHangTheChecker() throws IOException {
            workbook.replace("config/checker.yaml", "answer: PT5S", "answer: PT0.5S");
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                Run run = shell.sse("check", "8.1", "--url", "http://127.0.0.1:" + silent.getLocalPort());
                assertEquals(1, run.code(), run::toString);
                assertTrue(run.out().matches("(?s).*nothing for [0-9.]+ s.*"), run::toString);
            }
        }
    }

    @Nested
    class Screens {

        @Test
        void aTerminalHasColourAndAProgressLineThatIsGoneInTheEnd() {
            Run run = shell.onTerminal(80).with("TERM", "xterm").sse("check", "8.1", "--only", "1");
            assertTrue(run.out().contains("\u001b["), run::toString);
            assertTrue(run.err().contains("8.1  starting the server …"), run::toString);
            assertTrue(run.err().endsWith("\r\u001b[K"), run::toString);
        }

        @Test
        void noColorAndDumbTerminalsAreRespected() {
            Run plain = Shell.in(workbook.root())
                    .onTerminal(80)
                    .with("NO_COLOR", "1")
                    .sse("list");
            assertFalse(plain.out().contains("\u001b"), plain::toString);
            Run dumb = shell.onTerminal(80).with("TERM", "dumb").sse("check", "8.1", "--only", "1");
            assertFalse((dumb.out() + dumb.err()).contains("\u001b"), dumb::toString);
            assertEquals("", dumb.err());
        }

        @Test
        void anAsciiTerminalGetsAscii() {
            shell.with("LC_ALL", "C");
            workbook.exercise("oops");
            for (Run run : List.of(
                    shell.sse("list"),
                    shell.sse("--lang", "zh", "list"),
                    shell.sse("--lang", "zh", "--help"),
                    shell.sse("check", "8.1"),
                    shell.sse("check", "--exec", "x"))) {
                assertTrue((run.out() + run.err()).chars().allMatch(c -> c < 128), run::toString);
                assertFalse((run.out() + run.err()).contains("??"), run::toString);
            }
        }

        @Test
        void aFolderThatTheLocaleCannotNameIsSaid() {
            Run run = Shell.in(workbook.root()).with("LC_ALL", "C").sse("check", "8.1", "--output", "报告.txt");
            assertRefused("", run);
        }

        @ParameterizedTest
        @ValueSource(strings = {"zh_CN.UTF-8", "zh_TW.utf8"})
        void aChineseLocaleIsSpokenToInChinese(String locale) {
            shell.with("LC_ALL", locale);
            Run list = shell.sse("list");
            assertTrue(list.out().startsWith("SSE 练习册") && list.out().contains("建议顺序"), list::toString);
            Run check = shell.sse("check", "8.1", "--only", "1");
            assertTrue(check.out().contains("判定") && check.out().contains("通过"), check::toString);
            Run english = shell.sse("list", "--lang", "en");
            assertTrue(english.out().startsWith("SSE workbook"), english::toString);
        }

        @Test
        void javacSpeaksChineseToo() {
            workbook.exercise("int n = \"one\";");
            Run run = shell.sse("check", "8.1", "--lang", "zh");
            assertTrue(run.out().contains("程序编译不通过") && run.out().contains("错误:"), run::toString);
        }

        @Test
        void aNarrowTerminalIsNotOverrun() {
            workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(404");
            Run run = shell.onTerminal(60).with("NO_COLOR", "1").sse("check", "8.1");
            assertTrue(
                    run.out().lines().allMatch(line -> line.length() <= 60 || line.contains("/src/main/")),
                    run::toString);
            Run help = shell.sse("check", "--help");
            assertTrue(help.out().lines().allMatch(line -> line.length() <= 60), help::toString);
        }
    }

    @Nested
    class Commands {

        @Test
        void theVersionIsThatOfWorkbookAndJava() {
            Run run = shell.sse("--version");
            assertEquals(0, run.code());
            assertTrue(run.out().matches("SSE workbook, edition 1\nJava \\d+.*\n"), run::toString);
        }

        @Test
        void theCompletionIsValidBash() throws Exception {
            Run run = shell.sse("generate-completion");
            assertEquals(0, run.code());
            workbook.write("completion", run.out());
            Process bash = new ProcessBuilder(
                            "bash", "-n", workbook.root().resolve("completion").toString())
                    .inheritIO()
                    .start();
            assertTrue(bash.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, bash.exitValue());
            assertTrue(run.out().contains("--solutions"));
        }

        @Test
        void theDoctorLooksAtEverything() throws IOException {
            try (ServerSocket taken = new ServerSocket()) {
                taken.setReuseAddress(true);
                try {
                    taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
                } catch (IOException takenAlready) {
                    assertTrue(takenAlready.getMessage().contains("in use"));
                }
                Files.delete(workbook.root().resolve("exercises/target/lib/empty.jar"));
                Files.delete(workbook.root().resolve("exercises/target/lib"));
                Run run = shell.sse("doctor");
                assertEquals(1, run.code(), run::toString);
                assertTrue(run.out().contains(" ✓  Java "), run::toString);
                assertTrue(
                        run.out().contains(" ✗  The libraries of the exercises: exercises/target/lib\n"),
                        run::toString);
                assertTrue(run.out().contains(" ✗  Port 8080 for ./sse run\n    It is taken"), run::toString);
            }
            Run chinese = shell.sse("--lang", "zh", "doctor");
            assertTrue(chinese.out().contains("练习所需的库"), chinese::toString);
        }

        @Test
        void runSaysWhereTheServerIsAndHowItEnded() {
            workbook.exercise("System.out.println(\"listening on http://127.0.0.1:\" + serve(port()));"
                    + " new java.net.URI(\"http://127.0.0.1:\" + port() + \"/halt\").toURL().openStream();");
            int port = freePort();
            Run run = shell.sse("run", "8.1", "--port", Integer.toString(port));
            assertEquals(3, run.code(), run::toString);
            assertTrue(run.out().startsWith("listening on http://127.0.0.1:" + port), run::toString);
            assertTrue(run.err().contains("code 7"), run::toString);
        }

        @Test
        void runShowsWhatTheCompilerSays() {
            workbook.exercise("oops");
            Run run = shell.sse("run", "8.1");
            assertEquals(3, run.code());
            assertTrue(run.err().startsWith("Your program does not compile. javac says:\nexercises/"), run::toString);
        }

        private int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Nested
    class Interrupted {

        @ParameterizedTest
        @ValueSource(strings = {"INT", "TERM", "HUP"})
        void noServerOutlivesTheChecker(String signal) throws Exception {
            assumeFalse(ignored(signal), "SIG" + signal + " is ignored where the tests run, and so by all they start");
            // The server accepts the request and never answers.
            workbook.replace(
                    MAIN,
                    "exchange.sendResponseHeaders(200, -1);",
                    "Files.writeString(Path.of(\"asked\"), \"\");"
                            + " java.util.concurrent.locks.LockSupport.parkNanos(Long.MAX_VALUE);"
                            + " exchange.sendResponseHeaders(200, -1);");
            Path asked = workbook.folder().resolve("asked");
            Process checker = shell.start("check", "8.1");
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!Files.exists(asked) && System.nanoTime() < limit) {
                assertFalse(checker.waitFor(10, TimeUnit.MILLISECONDS), "the checker ended too early");
            }
            // The checker and the server, and perhaps the server that is started once with its own settings.
            assertTrue(workbook.processes().size() >= 2, () -> "checker and server: " + workbook.processes());
            new ProcessBuilder("kill", "-" + signal, Long.toString(checker.pid()))
                    .start()
                    .waitFor();
            if (!checker.waitFor(15, TimeUnit.SECONDS)) {
                checker.destroy();
                checker.waitFor(15, TimeUnit.SECONDS);
                throw new AssertionError("the checker went on after SIG" + signal);
            }

            assertTrue(checker.exitValue() > 128, "exit " + checker.exitValue());
            assertEquals(List.of(), workbook.processes());
            assertEquals("", new String(checker.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals("", new String(checker.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A process that is started in the background, or by nohup, inherits that signals are ignored (POSIX exec). */
    private static boolean ignored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal);
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        return (Long.parseUnsignedLong(mask, 16) >> (number - 1) & 1) == 1;
    }

    /** Requires exit code 2, one message on standard error, no stack trace, and nothing on standard output. */
    static void assertRefused(String words, Run run) {
        assertEquals(2, run.code(), run::toString);
        assertEquals("", run.out(), run::toString);
        assertTrue(run.err().startsWith(words), run::toString);
        assertTrue(run.err().lines().count() <= 3, run::toString);
        assertFalse(run.err().contains("\tat ") || run.err().contains("Exception"), run::toString);
    }
}
