package workbook.checker.authoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/** What a skeleton adds to a workbook, and when nothing is written at all. */
class TaskSkeletonTest {

    private static final List<String> PARTS = List.of(
            "config/workbook.yaml",
            "exercises/pom.xml",
            "solutions/pom.xml",
            "solutions/2.1-first-stream/src/main/java/workbook/Guard.java");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String part : PARTS) {
            Files.createDirectories(folder.resolve(part).getParent());
            Files.copy(Home.find().root().resolve(part), folder.resolve(part));
        }
    }

    @Test
    void theRegistryGetsOneEntryAndKeepsAllElse() throws IOException {
        List<String> before = Files.readAllLines(folder.resolve("config/workbook.yaml"));
        skeleton("2.4", "greeting", "A \"small\" greeting").write();
        List<String> after = Files.readAllLines(folder.resolve("config/workbook.yaml"));
        int at = after.indexOf("      - id: \"2.4\"");
        assertEquals(
                List.of(
                        "        slug: greeting",
                        "        title: {en: \"A \\\"small\\\" greeting\", zh: \"问候\"}",
                        "",
                        "  - number: 3"),
                after.subList(at + 1, at + 5));
        assertEquals(before, without(after, at, 3));
        Task task = WorkbookReader.workbook(home()).task("2.4").orElseThrow();
        assertEquals("A \"small\" greeting", task.title().en());
    }

    @Test
    void theLastChapterAndTheModulesKeepTheirOrder() throws IOException {
        skeleton("6.2", "last-words", "Last").write();
        skeleton("2.4", "greeting", "A greeting").write();
        assertEquals(
                List.of("6.1", "6.2"),
                WorkbookReader.workbook(home()).chapters().getLast().tasks().stream()
                        .map(Task::id)
                        .toList());
        for (String tree : List.of("exercises", "solutions")) {
            String pom = Files.readString(folder.resolve(tree + "/pom.xml"));
            assertTrue(pom.contains("event-types</module>\n        <module>2.4-greeting</module>\n"), pom);
            assertTrue(pom.contains("<module>6.2-last-words</module>\n    </modules>"), pom);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24  | greeting      | \"24\" is no id of a task: wanted is one like 2.4.",
                "2.4 | Greeting      | \"Greeting\" is no slug: wanted are small letters, digits and single hyphens",
                "2.4 | ../up         | \"../up\" is no slug",
                "2.3 | greeting      | config/workbook.yaml has the task 2.3 event-types already: choose another",
                "2.4 | event-types   | config/workbook.yaml has the task 2.3 event-types already: choose another",
                "7.1 | greeting      | There is no chapter 7 in config/workbook.yaml: add it there first",
            })
    void whatWillNotDoIsSaidInOneSentence(String id, String slug, String words) throws IOException {
        assertRefused(id, slug, words);
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Path variants = folder.resolve("checker/src/test/java/workbook/checker/faulty/task2_4/Variants.java");
        Files.createDirectories(variants.getParent());
        Files.writeString(variants, "mine");
        assertRefused(
                "2.4",
                "greeting",
                "checker/src/test/java/workbook/checker/faulty/task2_4/Variants.java is there already");
        assertEquals("mine", Files.readString(variants));
    }

    private void assertRefused(String id, String slug, String words) throws IOException {
        SkeletonFault fault = assertThrows(SkeletonFault.class, () -> skeleton(id, slug, "A greeting"));
        assertTrue(fault.sentence().en().startsWith(words), fault.sentence().en());
        assertFalse(fault.sentence().zh().isBlank());
        for (String part : PARTS) {
            assertEquals(-1, Files.mismatch(Home.find().root().resolve(part), folder.resolve(part)), part);
        }
        assertFalse(Files.exists(folder.resolve("exercises/2.4-greeting")));
    }

    private TaskSkeleton skeleton(String id, String slug, String english) {
        return TaskSkeleton.of(
                home(), WorkbookReader.workbook(home()), id, slug, Optional.of(english), Optional.of("问候"));
    }

    private Home home() {
        return new Home(folder);
    }

    private static List<String> without(List<String> lines, int from, int count) {
        List<String> rest = new java.util.ArrayList<>(lines);
        rest.subList(from, from + count).clear();
        return rest;
    }
}
