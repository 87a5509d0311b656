package workbook.checker.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import workbook.checker.files.Folders;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * The {@code answers.yaml} of a solution with one place changed. Only the check of the answers is made.
 *
 * @param check its number
 */
public record EditedAnswers(int check, String from, String to) implements Subject {

    @Override
    public Report grade(Variant variant, Task task, GradingOptions options) {
        try {
            Path root = Files.createTempDirectory("edited-answers").toRealPath();
            try {
                Home copy = copy(options.home(), root, task);
                GradingOptions asked = options.withHome(copy).withOnly(Set.of(check));
                return Grader.grade(List.of(task), asked, GradingListener.NONE);
            } finally {
                Folders.deleteIfPossible(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Home copy(Home home, Path root, Task task) throws IOException {
        Path solution = home.folder(Tree.SOLUTIONS, task);
        Home copy = new Home(root);
        Path exercise = copy.folder(Tree.EXERCISES, task);
        Files.createDirectories(exercise);
        String answers = Files.readString(solution.resolve("answers.yaml"));
        if (!answers.contains(from)) {
            throw new IllegalStateException("answers.yaml of the solution must have these lines:\n" + from);
        }
        Files.writeString(exercise.resolve("answers.yaml"), answers.replaceFirst(from, to));
        Files.createSymbolicLink(exercise.resolve("src"), solution.resolve("src"));
        Files.createSymbolicLink(root.resolve("web"), home.root().resolve("web"));
        Files.createSymbolicLink(
                copy.exerciseLibraries().getParent(), home.exerciseLibraries().getParent());
        return copy;
    }
}
