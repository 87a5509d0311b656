package workbook.checker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** Each lesson names the imports that its code needs: those of the solution that the exercise does not have. */
class ImportsTest {

    private static final Home HOME = Home.find();

    /** An example that goes beyond the task, with classes of its own. */
    private static final String BEYOND = "scaled";

    static Stream<Task> tasks() {
        return WorkbookReader.workbook(HOME).tasks().stream()
                .filter(task -> !missing(task).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theLessonNamesThem(Task task) {
        String block = missing(task).stream().collect(Collectors.joining("\n", "```java\n", "\n```"));
        for (Language language : Language.values()) {
            new Recorded(HOME.readme(Tree.EXERCISES, task, language), "imports").verify(block);
        }
    }

    /** File by file: what a given file imports helps none of the others. */
    private static Set<String> missing(Task task) {
        Path solution = HOME.folder(Tree.SOLUTIONS, task);
        Set<String> missing = new TreeSet<>();
        for (Path file : sources(solution.resolve("src/main/java"))) {
            Set<String> needed = imports(file);
            Path stub = HOME.folder(Tree.EXERCISES, task).resolve(solution.relativize(file));
            needed.removeAll(Files.exists(stub) ? imports(stub) : Set.of());
            missing.addAll(needed);
        }
        return missing;
    }

    private static List<Path> sources(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getParent().endsWith(BEYOND))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> imports(Path file) {
        return lines(file).stream()
                .filter(line -> line.startsWith("import ") && !line.startsWith("import workbook."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
