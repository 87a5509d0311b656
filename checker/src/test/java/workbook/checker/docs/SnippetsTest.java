package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.Sample;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** What a lesson shows as Java compiles in the classes of its task, in those of the solution or of the stub. */
class SnippetsTest {

    private static final Home HOME = Home.find();

    /** What the solution has in another form than the lesson, or what no value can stand for. */
    private static final Set<String> DIFFERENT = Set.of(
            "start.plus(interval.multipliedBy(n))",
            "new Client(Thread.currentThread(), ",
            "client.writeTo(out);",
            ".map(/* … */)\n        .orElseGet(log::end)",
            ".mapToObj(number -> /* … */)",
            "++ends > count",
            "questions.get(req",
            "questions.put(id",
            "question.asked.");

    /** The classes of each task are compiled for themselves, which takes seconds. */
    private static final int ONE_IN = 3;

    static Stream<Task> sampled() {
        return Sample.asked().part(tasks().toList(), ONE_IN).stream();
    }

    static Stream<Task> tasks() {
        return WorkbookReader.workbook(HOME).tasks().stream()
                .filter(task -> !pieces(task).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("sampled")
    void theJavaCompiles(Task task) {
        SnippetCompiler compiler = new SnippetCompiler(libraries(task), pieces(task), sources(task));
        Map<String, List<String>> failing = new TreeMap<>(compiler.failing(pieces(task)));
        // The parts of a piece may stand in different places.
        List<String> whole = failing.keySet().stream()
                .filter(piece -> SnippetCompiler.parts(piece).size() > 1)
                .toList();
        Map<String, List<String>> parts = compiler.failing(whole.stream()
                .map(SnippetCompiler::parts)
                .flatMap(List::stream)
                .distinct()
                .toList());
        failing.keySet().removeAll(whole);
        failing.putAll(parts);
        failing.keySet().removeIf(piece -> DIFFERENT.stream().anyMatch(piece::contains));
        assertEquals(
                "",
                failing.entrySet().stream()
                        .map(piece -> piece.getKey() + "  " + String.join("\n  ", piece.getValue()))
                        .collect(Collectors.joining("\n\n")));
    }

    @Test
    void whatDoesNotCompileIsNamed() {
        Task task = tasks().findFirst().orElseThrow();
        List<String> wrong = List.of(
                "res.header(HeaderValues.CONTENT_TYPE_TEXT_PLAIN, 1, 2);\n",
                "private final Unknown<String> counter;\n");
        SnippetCompiler compiler = new SnippetCompiler(libraries(task), wrong, sources(task));
        assertEquals(Set.copyOf(wrong), compiler.failing(wrong).keySet());
    }

    /** Of both languages; they differ in their comments. */
    private static List<String> pieces(Task task) {
        return Arrays.stream(Language.values())
                .flatMap(language -> Markdown.read(HOME.readme(Tree.EXERCISES, task, language)).blocks("java").stream())
                .map(piece ->
                        piece.replaceAll(" *//.*", "").replaceAll("/\\*(?! [^*]*: \\*/)(?:(?!\\*/).)*\\*/", "/* … */"))
                .distinct()
                .toList();
    }

    private static List<Path> sources(Task task) {
        return Stream.of(Tree.SOLUTIONS, Tree.EXERCISES)
                .map(tree -> HOME.folder(tree, task).resolve("src/main/java"))
                .toList();
    }

    private static List<Path> libraries(Task task) {
        Path all = HOME.exerciseLibraries();
        return Stream.of(all, all.resolve(task.folder()))
                .filter(Files::isDirectory)
                .flatMap(SnippetsTest::jars)
                .toList();
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
