package workbook.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.authoring.WorkbookContract;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** The workbook is whole; and where it is not, each missing piece is named. */
class WorkbookContractTest {

    @TempDir
    Path folder;

    @Test
    void theWorkbookIsWhole() {
        assertEquals(List.of(), problems(Home.find()));
    }

    @Test
    void aMissingLessonIsNamed() throws IOException {
        Home copy = copy();
        Files.delete(copy.root().resolve("exercises/2.1-first-stream/README.zh-CN.md"));
        assertNamed(copy, "exercises/2.1-first-stream/README.zh-CN.md is missing");
    }

    @Test
    void aMissingTodoIsNamed() throws IOException {
        Home copy = copy();
        replace(copy, "exercises/2.1-first-stream/src/main/java/workbook/FirstStreamService.java", "TODO 3:", "to do:");
        assertNamed(
                copy,
                "exercise 2.1 must have each TODO of [1, 2, 3, 4, 5, 6, 7, 8] once; it has [1, 2, 4, 5, 6, 7, 8]");
    }

    @Test
    void aTodoThatIsThereTwiceIsNamed() throws IOException {
        Home copy = copy();
        replace(
                copy,
                "exercises/2.1-first-stream/src/main/java/workbook/FirstStreamService.java",
                "TODO 3:",
                "TODO 2:");
        assertNamed(copy, "it has [1, 2, 2, 4, 5, 6, 7, 8]");
    }

    @Test
    void aRenamedHeadingIsNamed() throws IOException {
        Home copy = copy();
        replace(copy, "exercises/2.1-first-stream/README.md", "## 7. A clean end", "## 7. The end");
        assertNamed(copy, "exercises/2.1-first-stream/README.md must have the headings");
    }

    @Test
    void aMissingHintIsNamed() throws IOException {
        Home copy = copy();
        replace(copy, "exercises/2.1-first-stream/README.zh-CN.md", "<details><summary>再多一点", "<details><summary>更多");
        assertNamed(
                copy, "exercises/2.1-first-stream/README.zh-CN.md must have the hints 提示, 再多一点, 接近代码 below heading 7");
    }

    @Test
    void aMissingQuestionIsNamed() throws IOException {
        Home copy = copy();
        Files.delete(copy.root().resolve("exercises/2.1-first-stream/predict.txt"));
        replace(copy, "exercises/3.1-replay/README.zh-CN.md", "## 先猜一猜", "## 猜");
        assertNamed(copy, "a method with @Experiment in task2_1.FirstStreamChecks and the file");
        assertNamed(copy, "exercises/3.1-replay/README.zh-CN.md must have a section on predict.txt");
    }

    @Test
    void aPredictionThatIsGivenIsNamed() throws IOException {
        Home copy = copy();
        Files.writeString(copy.root().resolve("exercises/2.1-first-stream/predict.txt"), "# ?\ndata: a\n");
        assertNamed(copy, "exercises/2.1-first-stream/predict.txt must predict nothing yet");
    }

    @Test
    void aLessonThatDoesNotSayWhatWasLearnedIsNamed() throws IOException {
        Home copy = copy();
        replace(copy, "exercises/2.1-first-stream/README.zh-CN.md", "## 你学到了什么", "## 学到了什么");
        assertNamed(copy, "the lessons of 2.1 must end with");
    }

    @Test
    void aFirstFileWithNothingToDoIsNamed() throws IOException {
        Home copy = copy();
        replace(
                copy,
                "exercises/5.2-fetch-stream/src/main/java/workbook/FetchStreamService.java",
                "word by word. Given:",
                "word by word:");
        assertNamed(copy, "exercises/5.2-fetch-stream/src/main/java/workbook/FetchStreamService.java has no TODO");
    }

    @Test
    void aTitleUnlikeTheRegistryIsNamed() throws IOException {
        Home copy = copy();
        replace(copy, "config/workbook.yaml", "The first stream", "Another stream");
        assertNamed(copy, "the registry says \"# 2.1 Another stream\"");
    }

    @Test
    void anotherDefaultIsNamed() throws IOException {
        Home copy = copy();
        replace(copy, "config/workbook.yaml", "clock.interval: PT1S", "clock.interval: PT2S");
        assertNamed(copy, "must set clock.interval to PT2S");
    }

    @Test
    void aMainThatDiffersIsNamed() throws IOException {
        Home copy = copy();
        replace(copy, "exercises/2.1-first-stream/src/main/java/workbook/Main.java", "listening on", "running at");
        assertNamed(copy, "src/main/java/workbook/Main.java must be the same in exercise and solution of 2.1");
    }

    @Test
    void aPostThatTheConsoleDoesNotSendIsNamed() throws IOException {
        Home copy = copy();
        replace(copy, "config/workbook.yaml", "post: /notifications", "post: /notes");
        replace(copy, "config/workbook.yaml", "append: target/demo.log", "append: target/other.log");
        assertNamed(copy, "the key send of 4.1 in config/workbook.yaml posts to [/notes], and");
        assertNamed(copy, "serves POST [/notifications]");
        assertNamed(copy, "application.yaml does not name target/other.log");
    }

    @Test
    void whatASkeletonLeavesToBeWrittenIsNamed() throws IOException {
        Home copy = copy();
        replace(
                copy,
                "exercises/2.1-first-stream/README.md",
                "## What you learned",
                "[[write: more]]\n\n## What you learned");
        assertNamed(copy, "write what [[write: …]] asks for (lines of this file that still ask: 1)");
    }

    @Test
    void aFolderThatTheRegistryDoesNotKnowIsNamed() throws IOException {
        Home copy = copy();
        Files.createDirectories(copy.root().resolve("exercises/9.9-surprise"));
        assertNamed(copy, "exercises/9.9-surprise is in no chapter");
    }

    private static List<String> problems(Home home) {
        return WorkbookContract.problems(home, WorkbookContractTest.class.getClassLoader()).stream()
                .map(Text::en)
                .toList();
    }

    private static void assertNamed(Home home, String words) {
        List<String> problems = problems(home);
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(words)), () -> "not named in " + problems);
    }

    private static void replace(Home home, String file, String from, String to) throws IOException {
        Path path = home.root().resolve(file);
        String text = Files.readString(path);
        assertTrue(text.contains(from), file + " has no \"" + from + "\"");
        Files.writeString(path, text.replace(from, to));
    }

    /** A copy of what the contract is about. */
    private Home copy() throws IOException {
        Path root = Home.find().root();
        for (String part : List.of("config", "exercises", "solutions")) {
            Files.walkFileTree(root.resolve(part), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                    if (from.endsWith("target")) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Files.createDirectories(folder.resolve(root.relativize(from)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                    Files.copy(from, folder.resolve(root.relativize(from)), StandardCopyOption.REPLACE_EXISTING);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return new Home(folder);
    }
}
