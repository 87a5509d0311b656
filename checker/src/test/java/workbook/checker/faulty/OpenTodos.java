package workbook.checker.faulty;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.checker.authoring.TaskChecks;
import workbook.checker.probe.Check;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;

/** The solutions of a task with one TODO open each, and by which checks they are caught. */
record OpenTodos(Task task, List<OpenTodo> todos) {

    static OpenTodos of(Task task) {
        TaskTodos kept = TaskTodos.of(task);
        Stream<OpenTodo> asInTheStub = new StubText(Home.find(), task)
                .todos().stream().filter(todo -> !kept.notAsInTheStub().contains(todo.number()));
        return new OpenTodos(
                task,
                Stream.concat(asInTheStub, kept.all().stream())
                        .sorted(Comparator.comparingInt(OpenTodo::number))
                        .toList());
    }

    /** The TODOs of the stub that no solution leaves open. */
    Set<Integer> missing() {
        Set<Integer> missing = new TreeSet<>(new StubText(Home.find(), task).numbers());
        todos.forEach(todo -> missing.remove(todo.number()));
        return missing;
    }

    /** With TODO 8 open, check 8 fails, or one that it needs. */
    List<Variant> variants() {
        return todos.stream().map(todo -> todo.variant(task.id())).toList();
    }

    /** The ids of a check and of all that it needs, directly or not. */
    static Set<String> withNeeds(Task task, int number) {
        Map<Integer, Check> checks =
                TaskChecks.of(task).stream().collect(Collectors.toMap(Check::number, Function.identity()));
        Set<String> all = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(number));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (all.add(task.check(next)) && checks.containsKey(next)) {
                IntStream.of(checks.get(next).needs()).forEach(open::add);
            }
        }
        return all;
    }
}
