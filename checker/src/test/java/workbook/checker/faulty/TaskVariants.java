package workbook.checker.faulty;

import java.util.Collection;
import java.util.List;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/**
 * The servers and pages by which the checks of one task are proved. Each task has a class {@code Variants} of this kind in
 * a package of its own, which is found by its name, so that no list of tasks has to be kept here.
 */
public interface TaskVariants {

    /** The faulty ones first, then the odd ones. */
    List<Variant> all();

    /** The variants of one task; none while nobody has written any. */
    static List<Variant> of(Task task) {
        return in(task.checkPackage());
    }

    /**
     * The same, for a process that has no use for the workbook.
     *
     * @param checkPackage that of the task, such as {@code task2_1}
     */
    static List<Variant> in(String checkPackage) {
        String name = TaskVariants.class.getPackageName() + "." + checkPackage + ".Variants";
        try {
            TaskVariants variants =
                    (TaskVariants) Class.forName(name).getDeclaredConstructor().newInstance();
            return variants.all();
        } catch (ClassNotFoundException none) {
            return List.of();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The variants of all tasks, in the order of the registry. */
    static List<Variant> ofAllTasks() {
        return WorkbookReader.workbook(Home.find()).tasks().stream()
                .map(TaskVariants::of)
                .flatMap(Collection::stream)
                .toList();
    }

    static List<Variant> join(List<List<Variant>> parts) {
        return parts.stream().flatMap(Collection::stream).toList();
    }
}
