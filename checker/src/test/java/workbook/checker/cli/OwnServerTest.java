package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import workbook.checker.Needs;
import workbook.checker.SmallWorkbook;
import workbook.checker.cli.Shell.Run;
import workbook.checker.files.Folders;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;

/** A task that is done in another language: it is begun, checked, watched, and given back to Java. */
@Needs("python3")
@ResourceLock(Resources.LOCALE)
class OwnServerTest {

    /** Answers 200 to everything, which passes; the exercise in Java answers 404, which does not. */
    private static final String SERVER =
            """
            import http.server, os
            # TODO 1: answer
            class Answer(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                do_POST = do_GET
                def log_message(self, *words): pass
            http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Answer).serve_forever()
            """;

    private static final String MAIN = "exercises/8.1-verdicts/src/main/java/workbook/Main.java";
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private SmallWorkbook workbook;
    private Desk desk;
    private Path work;

    @BeforeEach
    void layOut() throws IOException {
        workbook = SmallWorkbook.in(Files.createDirectory(folder.resolve("workbook")));
        workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(404");
        workbook.write("starters/python/8.1-verdicts/server.py", SERVER);
        workbook.write("starters/python/README.md", "# In Python\n");
        workbook.write("starters/python/README.zh-CN.md", "# 用 Python 完成\n");
        desk = new Desk(workbook.root());
        work = folder.resolve("my stream");
    }

    private Run start() {
        return desk.sse("start", "8.1", "--in", "python", work.toString());
    }

    @Test
    void aStarterIsCopiedAndDoesTheTaskFromThenOn() throws IOException {
        Run started = start();
        assertEquals(0, started.code(), started::toString);
        assertTrue(
                started.out().startsWith("8.1 Verdicts in Python: fill in " + work.resolve("server.py")),
                started::toString);
        assertTrue(started.out().contains("  Lesson   exercises/8.1-verdicts/README.md\n"), started::toString);
        assertTrue(
                started.out().contains("cd '" + work + "' && python3 server.py\n"),
                "the folder has a space in its name");
        assertEquals(SERVER, Files.readString(work.resolve("server.py")));
        assertTrue(Files.exists(work.resolve("README.zh-CN.md")));

        Run checked = desk.sse("check", "8.1");
        assertEquals(0, checked.code(), checked::toString);
        assertEquals("fast", clock());
        assertTrue(workbook.read(".sse/progress.txt").startsWith("8.1 passed 5/5 done "));
        assertTrue(desk.sse("list").out().contains("✓  8.1"), "counted like the exercise");

        Run java = desk.sse("check", "8.1", "--java");
        assertEquals(1, java.code(), java::toString);
        assertEquals("8.1 is about the exercise in Java again.\n", java.err());
        assertEquals(1, desk.sse("check", "8.1").code(), "and stays there");
    }

    /** Task 8.3 comes later, but 8.2 cannot be begun in Python. */
    @Test
    void theNextStarterInTheSameLanguageIsNamed() throws IOException {
        workbook.replace(
                "config/workbook.yaml",
                "title: {en: Verdicts, zh: 判定}}",
                """
                title: {en: Verdicts, zh: 判定}}
                      - {id: "8.2", slug: java, title: {en: Java, zh: Java}}
                      - {id: "8.3", slug: more, title: {en: More, zh: 更多}}""");
        workbook.replace("config/workbook.yaml", "[\"8.1\"]", "[\"8.1\", \"8.2\", \"8.3\"]");
        workbook.write("starters/python/8.3-more/server.py", SERVER);
        start();
        Run checked = desk.sse("check", "8.1");
        assertTrue(
                checked.out().contains("Next     8.3 More · ./sse start 8.3 --in python FOLDER\n"), checked::toString);
    }

    @Test
    void aFailureLeadsToTheFileAndToTheHint() throws IOException {
        start();
        Files.writeString(work.resolve("server.py"), SERVER.replace("response(200)", "response(404)"));
        Run run = desk.sse("check", "8.1");
        assertEquals(1, run.code(), run::toString);
        assertTrue(
                run.out().contains("Next     ./sse hint 8.1 · server.py · exercises/8.1-verdicts/README.md, heading 1"),
                run::toString);
        assertTrue(desk.sse("hint").out().startsWith("8.1/1"), "the hint is about the failure");
        Run report =
                desk.sse("report", "8.1", "--output", folder.resolve("report").toString());
        assertEquals(1, report.code(), report::toString);
        assertTrue(report.out().contains("server.py"), report::toString);
    }

    @Test
    void whoHasNotBegunIsToldWhere() throws IOException {
        start();
        Files.writeString(
                work.resolve("server.py"), "# TODO 1: answer\n" + SERVER.replace("response(200)", "response(501)"));
        Run run = desk.sse("check", "8.1");
        assertEquals(1, run.code(), run::toString);
        assertTrue(
                run.out()
                        .contains(
                                "read exercises/8.1-verdicts/README.md, fill TODO 1 in server.py, then: ./sse check 8.1"),
                run::toString);
    }

    @Test
    void whatIsInTheWayIsSaid() throws IOException {
        Files.createDirectories(work);
        for (String name : "d c b a".split(" ")) {
            Files.writeString(work.resolve(name), "");
        }
        assertRefused(start(), work + " is not empty: it has a, b, c, …. Nothing was copied.");
        Run file = desk.sse("start", "8.1", "--in", "python", work.resolve("a").toString());
        assertRefused(file, work.resolve("a") + " is a file. Name a folder that is empty or new.");
        Run none = desk.sse("start", "8.1", "--in", "go", work.toString());
        assertRefused(none, "Task 8.1 has no starter in Go.");
        assertTrue(none.err().contains("./sse check 8.1 --exec"), none::toString);
        Run missing = Shell.in(workbook.root()).with("PATH", "/none").sse("start", "8.1", "--in", "python", "new");
        assertRefused(missing, "Python is not installed: there is no program python3 on the path.");
        assertFalse(Files.exists(workbook.root().resolve("new")), "nothing is copied in vain");
        assertEquals(1, desk.sse("check", "8.1").code(), "nothing was remembered");
    }

    @Test
    void aFolderThatIsGoneIsSaid() throws IOException {
        start();
        Folders.delete(work);
        Run run = desk.sse("check", "8.1");
        assertRefused(run, "Task 8.1 is done by the command python3 server.py in " + work);
        assertTrue(run.err().contains("./sse check 8.1 --java"), run::toString);
        assertEquals(1, desk.sse("check", "8.1", "--java").code());
    }

    @Test
    void aCommandIsRememberedWhenThatIsAskedFor() throws IOException {
        Files.createDirectory(work);
        Path server = Files.writeString(work.resolve("server.py"), SERVER);
        String command = "python3 '" + server + "'";
        assertEquals(0, desk.sse("check", "8.1", "--exec", command).code());
        assertEquals(1, desk.sse("check", "8.1").code(), "an example that is tried changes nothing");

        Run broken = desk.sse("check", "8.1", "--exec", "exit 3", "--remember");
        assertTrue(
                broken.err().contains("The command is not remembered, because it started no server."),
                broken::toString);
        Run kept = desk.sse("check", "8.1", "--exec", command, "--remember");
        assertEquals(0, kept.code(), kept::toString);
        assertTrue(kept.err().contains("Back to the exercise in Java: ./sse check 8.1 --java"), kept::toString);
        Run again = desk.sse("check", "8.1");
        assertEquals(0, again.code(), again::toString);
        assertEquals("real", clock());
        assertEquals("fast", clock("--clock", "fast"));
    }

    /** The clock on which the task is graded, as the report says. */
    private String clock(String... more) throws IOException {
        Path file = folder.resolve("report.json");
        List<String> words = new ArrayList<>(List.of("check", "8.1", "--format", "json", "--output", file.toString()));
        words.addAll(List.of(more));
        desk.sse(words.toArray(String[]::new));
        return Files.readString(file).replaceFirst("(?s).*\"clock\" *: *\"(\\w+)\".*", "$1");
    }

    @Test
    void aWatchFollowsTheServer() throws InterruptedException, IOException {
        start();
        onScreen(
                out -> {
                    await(out, "✓ 8.1 Verdicts");
                    Files.writeString(work.resolve("server.py"), SERVER.replace("response(200)", "response(404)"));
                    await(out, "✗ 8.1/1");
                },
                "watch",
                "8.1");
    }

    @Test
    void aRunStartsTheServerThatDoesTheTask() throws InterruptedException, IOException {
        start();
        onScreen(
                out -> {
                    await(out, "Ctrl-C ends it.");
                    String said = text(out);
                    assertTrue(
                            said.startsWith("8.1 is done by the command python3 server.py in " + work
                                    + ". Back to the exercise in Java: ./sse check 8.1 --java\n"),
                            said);
                    assertEquals(200, status(said), "the exercise in Java answers 404");
                },
                "run",
                "8.1",
                "--port",
                "0");
    }

    @Test
    void aRunOfTheSolutionIsNotTheServer() {
        start();
        Run run = desk.sse("run", "8.1", "--solution", "--port", "0");
        assertEquals(2, run.code());
        assertEquals(
                "The solution of 8.1 is not in this workbook: there is no folder solutions/8.1-verdicts. If you have Git: git checkout -- solutions/8.1-verdicts",
                run.err().strip());
    }

    @Test
    void aRunSaysThatTheFolderIsGone() throws IOException {
        start();
        Folders.delete(work);
        assertRefused(
                desk.sse("run", "8.1", "--port", "0"), "Task 8.1 is done by the command python3 server.py in " + work);
    }

    @Test
    void aResetLeavesTheServerAloneAndSaysSo() throws IOException {
        workbook.write(MAIN, workbook.read(MAIN) + "// TODO 1: TODO 2: TODO 3: TODO 4: TODO 5:\n");
        String begun = workbook.read(MAIN);
        assertEquals(1, desk.sse("reset", "8.1").code(), "which keeps the exercise as it is");
        start();
        workbook.write(MAIN, "mine");
        String what = "8.1 is done by the command python3 server.py in " + work
                + ". That folder and the command stay; the exercise in Java and the progress of the task begin again."
                + " To forget the command: ./sse check 8.1 --java\n";
        Run asked = desk.answering("n\n").sse("reset", "8.1");
        assertEquals(1, asked.code(), asked::toString);
        assertTrue(asked.out().startsWith(what + "Begin 8.1 again?"), asked::toString);
        Run run = desk.sse("reset", "8.1", "--yes");
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().startsWith(what), run::toString);
        assertEquals(begun, workbook.read(MAIN));
        assertEquals(SERVER, Files.readString(work.resolve("server.py")));
        assertEquals(0, desk.sse("check", "8.1").code(), "and the server still does the task");
    }

    /** What is looked at while a command runs. */
    private interface Look {
        void at(ByteArrayOutputStream out) throws InterruptedException, IOException;
    }

    /** Runs a command that ends only when it is interrupted. */
    private void onScreen(Look look, String... command) throws InterruptedException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(stream, stream, new Terminal(100, false, StandardCharsets.UTF_8), Language.EN, false)
                .in(workbook.root());
        Thread running = Thread.ofPlatform().start(() -> Sse.run(command, screen));
        try {
            look.at(out);
        } finally {
            running.interrupt();
            running.join(10_000);
        }
    }

    /** The status that the server gives whose address was said. */
    private static int status(String said) throws IOException {
        Matcher address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+").matcher(said);
        assertTrue(address.find(), said);
        HttpURLConnection asked =
                (HttpURLConnection) URI.create(address.group() + "/").toURL().openConnection();
        try {
            return asked.getResponseCode();
        } finally {
            asked.disconnect();
        }
    }

    private static void await(ByteArrayOutputStream out, String words) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT;
        while (!text(out).contains(words)) {
            assertTrue(System.nanoTime() < deadline, () -> text(out));
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void assertRefused(Run run, String words) {
        SseTest.assertRefused(words, run);
    }
}
