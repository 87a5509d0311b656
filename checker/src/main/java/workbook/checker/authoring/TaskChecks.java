package workbook.checker.authoring;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import workbook.checker.probe.Check;
import workbook.checker.workbook.Task;

/** The checks of a task as its check class declares them. */
public final class TaskChecks {

    private TaskChecks() {}

    /** Returns the checks in the order of their numbers. */
    public static List<Check> of(Task task) {
        try {
            return of(Class.forName("workbook.checker.checks." + task.checkClass()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Check> of(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .map(method -> method.getAnnotation(Check.class))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(Check::number))
                .toList();
    }
}
