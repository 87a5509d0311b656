package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import workbook.checker.SmallWorkbook;
import workbook.checker.cli.Shell.Run;
import workbook.checker.server.Nginx;
import workbook.checker.text.Language;

/** What a learner reads on the way: where to look, what was learned, where to go next. */
@ResourceLock(Resources.LOCALE)
class LearnerTest {

    private static final String FOLDER = "exercises/8.1-verdicts/";
    private static final String MAIN = FOLDER + "src/main/java/workbook/Main.java";

    @TempDir
    Path folder;

    private SmallWorkbook workbook;
    private Desk desk;

    @BeforeEach
    void layOut() {
        workbook = SmallWorkbook.in(folder);
        desk = new Desk(workbook.root());
        workbook.write(FOLDER + "README.md", "# 8.1\n\n## What you learned\n\nA `verdict` is 1.5 words. More.\n");
        workbook.write(FOLDER + "README.zh-CN.md", "# 8.1\n\n## 你学到了什么\n\n判定就是一个词。还有别的。\n");
    }

    @Test
    void aPassSaysWhatWasLearnedAndThatAllIsDone() {
        Run run = desk.sse("check", "8.1");
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().contains("\n  Learned  A `verdict` is 1.5 words.\n"), run::toString);
        assertTrue(run.out().contains("\n  Next     all tasks that are there are done\n"), run::toString);
        Run chinese = desk.speaking(Language.ZH).sse("check", "8.1");
        assertTrue(chinese.out().contains("  学到了    判定就是一个词。\n"), chinese::toString);
    }

    @Test
    void nothingWasLearnedFromTheSolution() {
        Run run = desk.sse("check", "8.1", "--only", "1");
        assertEquals(0, run.code(), run::toString);
        assertFalse(run.out().contains("Learned"), run::toString);
    }

    @Test
    void aTodoThatIsGoneIsRemembered() {
        String todos = "// TODO 1: a // TODO 2: b // TODO 3: c // TODO 4: d // TODO 5: e";
        workbook.write(FOLDER + "src/main/java/workbook/Other.java", "class Other {} " + todos);
        workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(404");
        desk.sse("reset", "8.1");
        workbook.write(FOLDER + "src/main/java/workbook/Other.java", "class Other {}");
        Run run = desk.sse("check", "8.1");
        assertTrue(run.out().contains("src/main/java/workbook/Other.java"), run::toString);
    }

    @Test
    void aCommandThatOnlyReadsWritesNothing() {
        workbook.write(
                FOLDER + "src/main/java/workbook/Other.java",
                "class Other {} // TODO 1: TODO 2: TODO 3: TODO 4: TODO 5:");
        for (String command : List.of("list", "hint", "doctor")) {
            desk.sse(command);
            assertFalse(Files.exists(workbook.home().work().resolve("stubs")), command);
        }
    }

    @Test
    void aStubThatCannotBeKeptIsOneClearSentence() {
        workbook.write(
                FOLDER + "src/main/java/workbook/Other.java",
                "class Other {} // TODO 1: TODO 2: TODO 3: TODO 4: TODO 5:");
        workbook.write(".sse", "a file where a folder is wanted");
        Run run = desk.sse("reset", "8.1");
        assertTrue(
                run.err()
                        .startsWith("The exercises as they were cannot be kept in " + workbook.root()
                                + "/.sse/stubs, so ./sse reset cannot bring them back: is the folder read-only?\n"),
                run::toString);
        assertEquals("", desk.sse("list").err());
    }

    @Test
    void anExerciseThatWasBegunIsNotTakenForTheStub() {
        desk.sse("reset", "8.1");
        assertFalse(Files.exists(workbook.home().work().resolve("stubs")));
    }

    @Test
    void aTakenPortIsOneClearSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = desk.sse("run", "8.1", "--port", Integer.toString(taken.getLocalPort()));
            assertEquals(3, run.code(), run::toString);
            assertEquals("", run.out());
            assertTrue(
                    run.err()
                            .matches("Port \\d+ is taken by another program\\.\n"
                                    + "End that program, or take another port: \\./sse run 8\\.1 --port \\d+\n"),
                    run::toString);
        }
    }

    @Test
    void aServerThatDoesNotStartIsNotQuotedTwice() {
        workbook.exercise("System.out.println(\"good bye\"); System.exit(3);");
        Run run = desk.sse("run", "8.1", "--port", "0");
        assertEquals(3, run.code(), run::toString);
        assertTrue(run.err().startsWith("Your program exited with code 3 after"), run::toString);
        assertFalse(run.err().contains("Its last lines"), run::toString);
    }

    @Nested
    class Hints {

        @BeforeEach
        void write() {
            workbook.write(
                    FOLDER + "README.md",
                    """
                    # 8.1

                    ## 1. Status 200

                    <details><summary>Hint</summary>

                    Look at the status.

                    <details><summary>More</summary>

                    It says 404.

                    <details><summary>Nearly the code</summary>

                    ```java
                    if (ready) {
                        exchange.send(/* what? */);
                    }
                    ```

                    </details></details></details>
                    """);
            workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(404");
        }

        @Test
        void eachQuestionAndEachTryOpensARungMore() {
            assertEquals("8.1/1 Status 200|Hint", shown(desk.sse("hint")));
            desk.sse("check", "8.1");
            assertEquals("8.1/1 Status 200|Hint|More", shown(desk.sse("hint")));
            Run last = desk.sse("hint", "8.1");
            assertEquals("8.1/1 Status 200|Hint|More|Nearly the code", shown(last));
            assertTrue(last.out().contains("    if (ready) {\n        exchange.send(/* what? */);\n"), last::toString);
            assertTrue(last.out().contains("  Lesson   exercises/8.1-verdicts/README.md, heading 1"), last::toString);
            assertEquals("8.1/1 Status 200|Hint|More|Nearly the code", shown(desk.sse("hint", "8.1/1")));
        }

        @Test
        void whoHasTriedOftenBeginsWithTheFirstHint() {
            for (int n = 0; n < 3; n++) {
                desk.sse("check", "8.1");
            }
            assertEquals("8.1/1 Status 200|Hint", shown(desk.sse("hint")));
            assertTrue(workbook.read(".sse/progress.txt").contains("\n8.1/1 failed 3 passed 0 hint 1\n"));
        }

        @Test
        void aHintSpeaksOfTheLastOutput() {
            desk.sse("check", "8.1");
            desk.sse("check", "8.1", "--only", "8.1/1");
            assertEquals("8.1/1 Status 200|Hint", shown(desk.sse("hint")));
            workbook.exercise("no java");
            desk.sse("check", "8.1");
            Run run = desk.sse("hint");
            assertEquals(0, run.code(), run::toString);
            assertTrue(
                    run.out().startsWith("At the last check of 8.1 your program did not compile or start"),
                    run::toString);
            assertEquals("8.1/1 Status 200|Hint|More", shown(desk.sse("hint", "8.1/1")));
        }

        @Test
        void aCheckWithoutHintsLeadsToTheLesson() {
            Run run = desk.sse("hint", "8.1/2");
            assertEquals(0, run.code());
            assertTrue(run.out().contains("this check has no hints yet"), run::toString);
        }

        @Test
        void whatIsNoCheckIsRefused() {
            assertEquals(2, desk.sse("hint", "8.1/9").code());
            assertEquals(2, desk.sse("hint", "verdicts").code());
            assertEquals(2, desk.sse("hint", "9.9").code());
        }

        private String shown(Run run) {
            assertEquals(0, run.code(), run::toString);
            return run.out()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("8.1/") || line.matches("Hint|More|Nearly the code"))
                    .collect(Collectors.joining("|"));
        }
    }

    @Nested
    class Predictions {

        private static final String FILE = FOLDER + "predict.txt";

        @Test
        void oneThatIsEmptyIsSilent() {
            workbook.write(FILE, "# What comes?\n\n");
            Run run = desk.sse("check", "8.1");
            assertFalse(run.out().contains("You said"), run::toString);
        }

        @Test
        void oneThatIsRightIsOneLine() {
            workbook.write(FILE, "# What comes?\ndata:hello\\n\n\\n\n");
            Run run = desk.sse("check", "8.1");
            assertTrue(run.out().contains("\n  You said just what your server sent: 2 lines\n"), run::toString);
        }

        @Test
        void oneThatIsWrongStandsBesideWhatCameAndCountsForNothing() {
            workbook.write(FILE, "data: hallo\n\n");
            Run run = desk.sse("check", "8.1");
            assertEquals(0, run.code(), run::toString);
            assertTrue(run.out().contains("\n           > data: hallo     data: hello\n"), run::toString);
            assertTrue(workbook.read(".sse/progress.txt").startsWith("8.1 passed 5/5 done "));
            assertEquals("data: hallo\n\n", workbook.read(FILE));
        }

        @Test
        void junkIsASentence() throws IOException {
            Files.write(workbook.root().resolve(FILE), new byte[] {'a', (byte) 0xff, 0});
            Run run = desk.sse("check", "8.1");
            assertEquals(0, run.code(), run::toString);
            assertTrue(run.out().contains("predict.txt: its bytes are not UTF-8; save it as UTF-8."), run::toString);
            assertEquals(3, Files.size(workbook.root().resolve(FILE)));
        }

        @Test
        void nothingIsSaidWhereOneCheckIsAskedFor() {
            workbook.write(FILE, "data: hallo\n\n");
            assertFalse(desk.sse("check", "8.1", "--only", "1").out().contains("You said"));
        }
    }

    @Nested
    class Solutions {

        private static final String SOLUTION = "solutions/8.1-verdicts/";

        @BeforeEach
        void solve() {
            workbook.write(SOLUTION + "src/main/java/workbook/Main.java", workbook.read(MAIN) + "// solved\n");
            workbook.write(SOLUTION + "src/main/java/workbook/More.java", "class More {}\n");
            workbook.write(SOLUTION + "README.md", "# 8.1: discussion\n\n## What else works\n");
        }

        @Test
        void itIsNotShownBeforeThreeTries() {
            workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(404");
            for (int n = 0; n < 3; n++) {
                Run early = desk.sse("solution", "8.1");
                assertEquals(1, early.code(), early::toString);
                assertTrue(early.err().contains("was tried " + n + " of 3 times"), early::toString);
                desk.sse("check", "8.1");
            }
            assertEquals(0, desk.sse("solution", "8.1").code());
        }

        @Test
        void itIsADiffAndTheDiscussion() {
            desk.sse("check", "8.1");
            Run run = desk.sse("solution", "8.1");
            assertEquals(0, run.code(), run::toString);
            assertTrue(run.out().contains("+// solved\n"), run::toString);
            assertTrue(run.out().contains("--- /dev/null\n+++ b/src/main/java/workbook/More.java\n"), run::toString);
            assertTrue(run.out().contains("\n## What else works\n"), run::toString);
        }
    }

    @Nested
    class Resets {

        private static final String TODOS = "// TODO 1: TODO 2: TODO 3: TODO 4: TODO 5:\n";

        @Test
        void itGoesBackToTheBeginningAndLosesNothing() throws IOException {
            workbook.write(MAIN, workbook.read(MAIN) + TODOS);
            String begun = workbook.read(MAIN);
            desk.sse("reset", "8.1");
            workbook.write(MAIN, "mine");
            workbook.write(FOLDER + "src/main/java/workbook/Mine.java", "mine too");
            Run run = desk.sse("reset", "8.1", "--yes");
            assertEquals(0, run.code(), run::toString);
            assertEquals(begun, workbook.read(MAIN));
            assertFalse(Files.exists(workbook.root().resolve(FOLDER + "src/main/java/workbook/Mine.java")));
            String backup = run.out().strip().replaceFirst(".* ", "");
            assertEquals("mine", workbook.read(backup + "/src/main/java/workbook/Main.java"));
            assertEquals("mine too", workbook.read(backup + "/src/main/java/workbook/Mine.java"));
        }

        @Test
        void withoutAnAnswerNothingChanges() {
            workbook.write(MAIN, workbook.read(MAIN) + TODOS);
            desk.sse("reset", "8.1");
            workbook.write(MAIN, "mine");
            Run run = desk.answering("n\n").sse("reset", "8.1");
            assertEquals(1, run.code(), run::toString);
            assertTrue(run.out().contains("Begin 8.1 again?") && run.out().contains("[y/N]"), run::toString);
            assertEquals("mine", workbook.read(MAIN));
            assertEquals(0, desk.answering("y\n").sse("reset", "8.1").code());
        }

        @Test
        void whatIsNotKeptIsNotTouched() {
            assertEquals(2, desk.sse("reset", "8.1", "--yes").code());
        }
    }

    @Nested
    class Reports {

        @Test
        void theWholeWorkbookGoesIntoThreeFiles() {
            Run run = desk.sse("report", "--output", folder.resolve("out").toString());
            assertEquals(0, run.code(), run::toString);
            assertTrue(workbook.read("out/report.html").startsWith("<!doctype html>"));
            assertTrue(workbook.read("out/report.json").startsWith("{"));
            assertTrue(workbook.read("out/report.xml").startsWith("<?xml"));
            assertTrue(workbook.read(".sse/progress.txt").startsWith("8.1 passed 5/5 done "));
        }

        @Test
        void onlySomeTasksMayBeAskedFor() {
            String out = folder.resolve("out").toString();
            Run run = desk.sse("report", "8.1", "--output", out);
            assertEquals(0, run.code(), run::toString);
            assertEquals(2, desk.sse("report", "8.2", "--output", out).code());
        }

        @Test
        void aBundleHasNoSecretInIt() throws IOException {
            workbook.write(".sse/checker-fault.txt", "at x\nAuthorization: Bearer abc.def\nkey t0pSecret1\n");
            workbook.write(".sse/build.log", "https://ann:pass@repo.example/x\npassword = hunter2\n");
            Path zip = folder.resolve("bundle.zip");
            new Bundle(workbook.home(), Map.of("GITHUB_TOKEN", "t0pSecret1"))
                    .machine()
                    .write(zip);
            try (FileSystem files = FileSystems.newFileSystem(zip)) {
                assertEquals(
                        "at x\nAuthorization: Bearer ***\nkey ***\n",
                        Files.readString(files.getPath("checker-fault.txt")));
                assertEquals(
                        "https://***@repo.example/x\npassword = ***\n", Files.readString(files.getPath("build.log")));
                assertTrue(Files.readString(files.getPath("machine.txt")).contains("java.version: "));
            }
        }

        @Test
        void theBundleSaysWhatIsInIt() {
            Run run = desk.sse("report", "--bundle");
            assertEquals(0, run.code(), run::toString);
            assertTrue(
                    run.out().contains("\n  machine.txt\n") && run.out().contains("\n  " + MAIN + "\n"), run::toString);
        }

        @Test
        void theDoctorSeesAProxyThatCurlWouldAsk() {
            Map<String, String> proxy = Map.of("https_proxy", "http://proxy:3128");
            assertTrue(new Environment(workbook.home(), proxy).proxy().en().contains("no_proxy=127.0.0.1"));
            assertTrue(new Environment(workbook.home(), Map.of()).proxy().isEmpty());
            assertEquals(
                    Nginx.installed().isEmpty() ? "It is not installed. Only a part of 5.1" : "",
                    new Environment(workbook.home(), Map.of()).nginx().en().replaceFirst(" is skipped .*", ""));
            assertTrue(new Environment(workbook.home(), Map.of()).watching().isEmpty());
        }
    }
}
