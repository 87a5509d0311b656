package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** Lessons and discussions quote only what is there, and say the same in both languages. */
class LessonsTest {

    private static final Home HOME = Home.find();

    static Stream<String> folders() {
        return WorkbookReader.workbook(HOME).tasks().stream()
                .flatMap(task -> Arrays.stream(Tree.values()).map(tree -> HOME.folder(tree, task)))
                .filter(Files::isDirectory)
                .map(HOME::relative);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void quotesOnlyWhatIsThere(String folder) {
        assertEquals(List.of(), Quotes.problems(HOME, english(folder)));
        assertEquals(List.of(), Quotes.problems(HOME, chinese(folder)));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void saysTheSameInBothLanguages(String folder) {
        assertEquals(List.of(), Parity.problems(english(folder), chinese(folder)));
    }

    @Test
    void aBlockThatIsMissingIsNamed() {
        Markdown lesson = chinese("exercises/2.1-first-stream");
        Markdown broken = lesson.with(lesson.text().replaceFirst("(?s)```java.*?```", ""));
        assertNamed("blocks differ at number 4", broken);
    }

    @Test
    void aChangedBlockIsNamed() {
        Markdown lesson = chinese("exercises/2.1-first-stream");
        assertNamed(
                "blocks differ at number 5",
                lesson.with(lesson.text().replace("res.sink(SseSink.TYPE)) {", "res.sink()) {")));
    }

    @Test
    void aHeadingOfAnotherLevelIsNamed() {
        Markdown lesson = chinese("exercises/2.1-first-stream");
        assertNamed(
                "headings differ at number 6: README.md has ##, README.zh-CN.md has ###",
                lesson.with(lesson.text().replace("## 2.", "### 2.")));
    }

    @Test
    void aMissingLinkIsNamed() {
        Markdown lesson = chinese("exercises/1.2-wire-format");
        Markdown broken = lesson.with(lesson.text().replaceFirst("<https:[^>]*>", ""));
        List<String> problems = Parity.problems(english("exercises/1.2-wire-format"), broken);
        assertTrue(problems.toString().contains("links differ at number 1"), problems::toString);
    }

    @Test
    void anotherCommandIsNamed() {
        Markdown lesson = chinese("exercises/2.1-first-stream");
        assertNamed(
                "commands differ at number 2",
                lesson.with(lesson.text().replace("`./sse run 2.1 --solution`", "`./sse run 2.1`")));
    }

    private static void assertNamed(String words, Markdown broken) {
        List<String> problems = Parity.problems(english("exercises/2.1-first-stream"), broken);
        assertTrue(problems.toString().contains(words), () -> "not named in " + problems);
    }

    private static Markdown english(String folder) {
        return read(folder, "README.md");
    }

    private static Markdown chinese(String folder) {
        return read(folder, "README.zh-CN.md");
    }

    private static Markdown read(String folder, String name) {
        Path file = HOME.root().resolve(Path.of(folder, name));
        assertTrue(Files.exists(file), () -> HOME.relative(file) + " is missing");
        return Markdown.read(file);
    }
}
