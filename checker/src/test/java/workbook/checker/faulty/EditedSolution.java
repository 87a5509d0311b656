package workbook.checker.faulty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.mutation.EditedHome;
import workbook.checker.probe.GradingOptions;
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
        Map<Path, String> texts = texts(options.home().folder(Tree.SOLUTIONS, task));
        try (EditedHome copy = EditedHome.of(options.home(), task, texts)) {
            GradingOptions asked =
                    options.withHome(copy.home()).withOnly(options.only().isEmpty() ? only : options.only());
            return Grader.grade(List.of(task), asked, GradingListener.NONE);
        }
    }

    /**
     * The sources with these edits, by their path in the folder.
     *
     * @throws IllegalStateException if one of the edits does not fit into exactly one of them
     */
    public Map<Path, String> texts(Path solution) {
        Map<Path, String> texts = EditedHome.texts(solution);
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
}
