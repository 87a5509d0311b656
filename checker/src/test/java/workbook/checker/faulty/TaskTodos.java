package workbook.checker.faulty;

import java.util.List;
import workbook.checker.workbook.Task;

/**
 * For each TODO of a stub, what a learner has who has done all but that one. Where the stub has one TODO in a method or a
 * file, {@link StubText} knows that by itself. Where several share one, the class {@code Todos} beside the variants says
 * it.
 */
public interface TaskTodos {

    /** Several may leave the same TODO open, each in its way. */
    List<OpenTodo> all();

    /** What the task keeps; none while nobody has written any. */
    static List<OpenTodo> kept(Task task) {
        String name = TaskTodos.class.getPackageName() + "." + task.checkPackage() + ".Todos";
        try {
            TaskTodos todos =
                    (TaskTodos) Class.forName(name).getDeclaredConstructor().newInstance();
            return todos.all();
        } catch (ClassNotFoundException none) {
            return List.of();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
