package workbook.checker.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import workbook.checker.files.Folders;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * The solution of a task with some places changed, graded as a learner's own exercise: for what shows itself in a process
 * of Helidon only.
 *
 * @param only the checks that it concerns; all when empty
 */
public record EditedSolution(List<Edit> edits, Set<Integer> only) implements Subject {

    /**
     * One place that is changed.
     *
     * @param from lines that stand in one of the sources, or in {@code answers.yaml}
     * @param to what stands there instead
     */
    public record Edit(String from, String to) {}

    public EditedSolution {
        edits = List.copyOf(edits);
        only = Set.copyOf(only);
    }

    public EditedSolution(String from, String to) {
        this(from, to, Set.of());
    }

    public EditedSolution(String from, String to, Set<Integer> only) {
        this(List.of(new Edit(from, to)), only);
    }

    /** One more place changed. */
    public EditedSolution and(String from, String to) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(from, to));
        return new EditedSolution(more, only);
    }

    @Override
    public Report grade(Variant variant, Task task, GradingOptions options) {
        Path root = temporary();
        try {
            Home copy = copy(options.home(), root, task);
            GradingOptions asked =
                    options.withHome(copy).withOnly(options.only().isEmpty() ? only : options.only());
            return Grader.grade(List.of(task), asked, GradingListener.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Folders.deleteIfPossible(root);
        }
    }

    private Home copy(Home home, Path root, Task task) throws IOException {
        Home copy = new Home(root);
        Path exercise = copy.folder(Tree.EXERCISES, task);
        for (Map.Entry<Path, String> text :
                texts(home.folder(Tree.SOLUTIONS, task)).entrySet()) {
            Path target = exercise.resolve(text.getKey().toString());
            Files.createDirectories(target.getParent());
            Files.writeString(target, text.getValue());
        }
        Files.createSymbolicLink(
                copy.exerciseLibraries().getParent(), home.exerciseLibraries().getParent());
        Files.createSymbolicLink(root.resolve("web"), home.root().resolve("web"));
        return copy;
    }

    /**
     * The sources with these edits, by their path in the folder.
     *
     * @throws IllegalStateException if one of the edits does not fit into exactly one of them
     */
    Map<Path, String> texts(Path solution) throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        for (Path file : sources(solution)) {
            texts.put(solution.relativize(file), Files.readString(file));
        }
        for (Edit edit : edits) {
            List<Path> fitting = texts.keySet().stream()
                    .filter(file -> texts.get(file).contains(edit.from()))
                    .toList();
            if (fitting.size() != 1) {
                throw new IllegalStateException("one source of the solution must have these lines:\n" + edit.from());
            }
            texts.computeIfPresent(fitting.getFirst(), (file, text) -> text.replace(edit.from(), edit.to()));
        }
        return texts;
    }

    /** What a learner writes. */
    static List<Path> sources(Path folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("src/main"))) {
            files.filter(Files::isRegularFile).forEach(sources::add);
        }
        Path answers = folder.resolve("answers.yaml");
        if (Files.exists(answers)) {
            sources.add(answers);
        }
        return sources;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("edited-solution").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
