package workbook.checker.learner;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import workbook.checker.files.Folders;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** What a solution has and another folder of the same task has not, as unified diffs. */
public final class SolutionDiff {

    private static final int CONTEXT = 3;
    private static final String SOURCE = "src/main";

    private SolutionDiff() {}

    /**
     * Compares the untouched exercise with the solution, or the learner's files where the exercise was not kept.
     *
     * @throws IOException if a file cannot be read
     */
    public static List<String> fromStub(Home home, Task task) throws IOException {
        return of(Stubs.kept(home, task) ? home.stub(task) : home.folder(Tree.EXERCISES, task), home, task);
    }

    /**
     * Compares the learner's files with the solution.
     *
     * @throws IOException if a file cannot be read
     */
    public static List<String> fromMine(Home home, Task task) throws IOException {
        return of(home.folder(Tree.EXERCISES, task), home, task);
    }

    private static List<String> of(Path from, Home home, Task task) throws IOException {
        Path to = home.folder(Tree.SOLUTIONS, task);
        TreeSet<String> names = new TreeSet<>();
        for (Path folder : List.of(from, to)) {
            Folders.files(folder, List.of(SOURCE)).stream()
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".java") || name.endsWith(".js"))
                    .forEach(names::add);
        }
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            lines.addAll(diff(name, lines(from.resolve(name)), lines(to.resolve(name))));
        }
        return lines;
    }

    private static List<String> diff(String name, List<String> from, List<String> to) {
        String before = from.isEmpty() ? "/dev/null" : "a/" + name;
        String after = to.isEmpty() ? "/dev/null" : "b/" + name;
        return UnifiedDiffUtils.generateUnifiedDiff(before, after, from, DiffUtils.diff(from, to), CONTEXT);
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        }
    }
}
