package workbook.checker.faulty;

import java.util.List;
import java.util.Set;
import workbook.checker.workbook.Task;

/**
 * For each TODO of a stub, what a learner has who has done all but that one. Where the stub has one TODO in a method or a
 * file, {@link StubText} knows that by itself. Where several share one, the class {@code Todos} beside the variants says
 * it.
 */
public interface TaskTodos {

    /** Several may leave the same TODO open, each in its way. */
    List<OpenTodo> all();

    /** TODOs that are not taken as they are in the stub: that does not compile, or is nothing that a client can see. */
    default Set<Integer> notAsInTheStub() {
        return Set.of();
    }

    /** What the task keeps; nothing while nobody has written any. */
    static TaskTodos of(Task task) {
        String name = TaskTodos.class.getPackageName() + "." + task.checkPackage() + ".Todos";
        try {
            return (TaskTodos) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException none) {
            return List::of;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
