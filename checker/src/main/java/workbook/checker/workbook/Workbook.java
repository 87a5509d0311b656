package workbook.checker.workbook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registry, read from {@code config/workbook.yaml}.
 *
 * @param edition appears in every report
 * @param order the suggested order; tasks that it does not name can be done at any time
 */
public record Workbook(String edition, List<Chapter> chapters, List<Step> order) {

    public Workbook {
        chapters = List.copyOf(chapters);
        order = List.copyOf(order);
    }

    /** All tasks: the checklist in its order, and what lies beyond it. */
    public List<Task> tasks() {
        return chapters.stream().flatMap(chapter -> chapter.tasks().stream()).toList();
    }

    /** The tasks that progress counts. */
    public List<Task> checklist() {
        return chapters.stream()
                .filter(chapter -> !chapter.beyond())
                .flatMap(chapter -> chapter.tasks().stream())
                .toList();
    }

    public Optional<Task> task(String id) {
        return tasks().stream().filter(task -> task.id().equals(id)).findFirst();
    }

    /** All tasks in the order in which a learner should do them: the suggested steps first, then the rest. */
    public List<Task> suggested() {
        Stream<Task> steps =
                order.stream().flatMap(step -> step.tasks().stream()).flatMap(id -> task(id).stream());
        return Stream.concat(steps, tasks().stream()).distinct().toList();
    }
}
