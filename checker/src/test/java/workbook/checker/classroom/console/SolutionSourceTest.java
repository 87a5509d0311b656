package workbook.checker.classroom.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** The source of a solution, with the numbers of the exercise's TODOs. */
class SolutionSourceTest {

    private static final Pattern TODO = Pattern.compile("TODO (\\d+):");

    @Test
    void everyTodoOfAnExerciseStandsBesideTheSolution() throws IOException {
        Home home = Home.find();
        for (Task task : WorkbookReader.workbook(home).tasks()) {
            JsonNode source = new ObjectMapper().readTree(SolutionSource.json(home, task));
            TreeSet<Integer> shown = new TreeSet<>();
            source.path("files").forEach(file -> file.path("lines").forEach(line -> line.path("todos")
                    .forEach(todo -> shown.add(todo.path("n").asInt()))));
            assertEquals(todos(home.folder(Tree.EXERCISES, task)), shown, task.id());
        }
    }

    private static TreeSet<Integer> todos(Path exercise) throws IOException {
        TreeSet<Integer> todos = new TreeSet<>();
        try (Stream<Path> files = Files.walk(exercise.resolve("src/main"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                TODO.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> todos.add(Integer.parseInt(found.group(1))));
            }
        }
        return todos;
    }

    @Test
    void aTodoStandsAtTheMethodOfItsName() {
        List<String> stub = List.of("class A {", "    void b() {", "        // TODO 3: do it", "    }", "}");
        List<String> solution = List.of("class A {", "    void a() {", "    }", "", "    void b() {", "    }", "}");
        assertEquals(4, SolutionSource.places(stub, solution).firstKey());
        assertFalse(SolutionSource.places(List.of("// TODO 1: all"), List.of("class A {}"))
                .isEmpty());
    }
}
