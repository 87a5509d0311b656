package workbook.checker.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.files.Folders;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * The solution of a task with one place changed, graded as a learner's own exercise: for what shows itself in a process
 * of Helidon only.
 *
 * @param from lines that stand in one of its sources
 * @param to what stands there instead
 * @param only the checks that it concerns; all when empty
 */
public record EditedSolution(String from, String to, Set<Integer> only) implements Subject {

    public EditedSolution(String from, String to) {
        this(from, to, Set.of());
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
        Path solution = home.folder(Tree.SOLUTIONS, task);
        Home copy = new Home(root);
        Path exercise = copy.folder(Tree.EXERCISES, task);
        AtomicInteger edited = new AtomicInteger();
        Files.walkFileTree(solution.resolve("src/main"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
                Path target = exercise.resolve(solution.relativize(source).toString());
                Files.createDirectories(target.getParent());
                String text = Files.readString(source);
                Files.writeString(target, text.replace(from, to));
                edited.addAndGet(text.contains(from) ? 1 : 0);
                return FileVisitResult.CONTINUE;
            }
        });
        Path answers = solution.resolve("answers.yaml");
        if (Files.exists(answers)) {
            String text = Files.readString(answers);
            Files.writeString(exercise.resolve("answers.yaml"), text.replace(from, to));
            edited.addAndGet(text.contains(from) ? 1 : 0);
        }
        if (edited.get() != 1) {
            throw new IllegalStateException("one source of the solution must have these lines:\n" + from);
        }
        Files.createSymbolicLink(
                copy.exerciseLibraries().getParent(), home.exerciseLibraries().getParent());
        Files.createSymbolicLink(root.resolve("web"), home.root().resolve("web"));
        return copy;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("edited-solution").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
