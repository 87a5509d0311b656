package workbook.checker.classroom.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * The source of a solution, with the TODOs of the exercise where they are answered: at the method of the same name,
 * otherwise at the first difference.
 */
final class SolutionSource {

    private static final String MAIN = "src/main";
    private static final Pattern TODO = Pattern.compile("(?://|#|<!--)\\s*TODO (\\d+): (.*?)(?:\\s*-->)?$");

    /** The first line of a Java method, at the indentation of a member, or of a JavaScript function. */
    private static final Pattern METHOD = Pattern.compile(
            "^(?: {4}(?!return|new|throw|else)[\\w<][\\w<>,.?\\[\\] ]* (\\w+)\\(.*|(?:export )?(?:async )?function\\*? (\\w+)\\(.*)$");

    record Todo(int number, String words) {}

    private SolutionSource() {}

    static String json(Home home, Task task) throws IOException {
        Path solution = home.folder(Tree.SOLUTIONS, task);
        Path exercise = Files.isDirectory(home.stub(task)) ? home.stub(task) : home.folder(Tree.EXERCISES, task);
        ObjectNode all = Json.object().put("task", task.id());
        ArrayNode files = all.putArray("files");
        for (Path file : files(solution)) {
            String name = solution.relativize(file).toString().replace('\\', '/');
            List<String> lines = Files.readAllLines(file);
            ObjectNode node = files.addObject().put("name", name.substring(MAIN.length() + 1));
            TreeMap<Integer, List<Todo>> places = places(lines(exercise.resolve(name)), lines);
            node.put("todos", places.values().stream().mapToInt(List::size).sum());
            add(node.putArray("lines"), lines, places);
        }
        return all.toString();
    }

    /** The files of a solution. The page sorts them: those in {@code todos} that answer something come first. */
    private static List<Path> files(Path solution) throws IOException {
        try (Stream<Path> all = Files.walk(solution.resolve(MAIN))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(java|js|yaml|conf)"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    }

    private static void add(ArrayNode to, List<String> lines, TreeMap<Integer, List<Todo>> places) {
        for (int i = 0; i < lines.size(); i++) {
            ObjectNode line = to.addObject().put("text", lines.get(i));
            for (Todo todo : places.getOrDefault(i, List.of())) {
                line.withArray("todos").addObject().put("n", todo.number()).put("words", todo.words());
            }
        }
    }

    /** The TODOs of a stub, by the index of the solution's line that begins their answer. */
    static TreeMap<Integer, List<Todo>> places(List<String> stub, List<String> solution) {
        TreeMap<Integer, List<Todo>> places = new TreeMap<>();
        for (int i = 0; i < stub.size(); i++) {
            Matcher todo = TODO.matcher(stub.get(i));
            if (todo.find()) {
                int at = method(stub, i).flatMap(name -> named(solution, name)).orElse(differs(stub, i, solution));
                places.computeIfAbsent(at, place -> new ArrayList<>())
                        .add(new Todo(Integer.parseInt(todo.group(1)), todo.group(2)));
            }
        }
        return places;
    }

    /** The name of the method that contains a line. */
    private static Optional<String> method(List<String> lines, int line) {
        for (int i = line; i >= 0; i--) {
            Matcher method = METHOD.matcher(lines.get(i));
            if (method.matches()) {
                return Optional.of(method.group(1) == null ? method.group(2) : method.group(1));
            }
            if (lines.get(i).equals("    }") || lines.get(i).equals("}")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> named(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher method = METHOD.matcher(lines.get(i));
            if (method.matches() && (name.equals(method.group(1)) || name.equals(method.group(2)))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static int differs(List<String> stub, int line, List<String> solution) {
        for (AbstractDelta<String> delta : DiffUtils.diff(stub, solution).getDeltas()) {
            int from = delta.getSource().getPosition();
            if (line >= from && line < from + delta.getSource().size()) {
                return Math.clamp(delta.getTarget().getPosition(), 0, Math.max(0, solution.size() - 1));
            }
        }
        return 0;
    }
}
