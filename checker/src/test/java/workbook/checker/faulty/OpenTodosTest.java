package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** A solution with one TODO open fails the check of that number, or one that it needs. */
@Execution(ExecutionMode.CONCURRENT)
class OpenTodosTest {

    static Stream<Task> tasks() {
        return WorkbookReader.workbook(Home.find()).tasks().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTodoHasASolutionThatLeavesItOpen(Task task) {
        assertEquals(
                Set.of(),
                OpenTodos.of(task).missing(),
                () -> "the stub of " + task.id() + " has several TODOs in a method or a file: say in faulty/"
                        + task.checkPackage()
                        + "/Todos.java, by open(number, \"what is left\", from, to), what a learner"
                        + " has who has done all but this one");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void eachFitsIntoTheSolution(Task task) {
        Path solution = Home.find().folder(Tree.SOLUTIONS, task);
        for (OpenTodo todo : OpenTodos.of(task).todos()) {
            assertDoesNotThrow(
                    () -> todo.solution().texts(solution), () -> "TODO " + todo.number() + ", " + todo.left());
        }
    }

    /** With {@code -Drepeat=10}, and {@code -Dvariants} for a part of them: the table of what each TODO is caught by. */
    @Test
    void everyTodoBites() throws InterruptedException, ExecutionException {
        Repetition asked = Repetition.fromProperties();
        assumeTrue(asked.times() > 0, "-Drepeat says how often");
        List<Variant> variants = tasks().flatMap(task -> OpenTodos.of(task).variants().stream())
                .filter(asked::takes)
                .filter(FaultMatrix::canBeGraded)
                .toList();
        assertEquals(
                List.of(),
                asked.of(variants).stream().filter(outcome -> !outcome.always()).toList());
    }
}
