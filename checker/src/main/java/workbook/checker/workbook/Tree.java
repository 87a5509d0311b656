package workbook.checker.workbook;

import java.util.Locale;

/** One of the two trees of task folders. */
public enum Tree {
    EXERCISES,
    SOLUTIONS;

    /** The Maven artifact of a task, for example {@code exercise-2.1}. */
    public String artifact(Task task) {
        return (this == EXERCISES ? "exercise-" : "solution-") + task.id();
    }

    /** The name of the folder, and of the target in a report. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
