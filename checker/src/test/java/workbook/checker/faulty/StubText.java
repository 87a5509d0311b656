package workbook.checker.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.checker.mutation.EditedHome;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * Stub and solution of a task, laid beside each other: what stands in the stub where it has a TODO. Methods are told by how
 * the sources are formatted.
 */
final class StubText {

    private static final Pattern TODO = Pattern.compile("(?://|#)\\s*TODO (\\d+): (.*)");

    /** From the line that begins a member at its depth to the brace that ends it there. */
    private static final Pattern METHOD = Pattern.compile(
            "(?m)^ {4}(?!return|new|throw|else)[\\w<][\\w<>,.?\\[\\] ]*? ?(\\w+)\\([^\\n]*\\{\\n(?:(?! {4}\\S)[^\\n]*\\n)*? {4}\\}\\n");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");

    private final Path stub;
    private final Path solution;

    StubText(Home home, Task task) {
        stub = home.folder(Tree.EXERCISES, task);
        solution = home.folder(Tree.SOLUTIONS, task);
    }

    /** The numbers that the stub has. */
    TreeSet<Integer> numbers() {
        return files().stream()
                .flatMap(file -> TODO.matcher(read(file)).results())
                .map(todo -> Integer.valueOf(todo.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The solution with what the stub has instead, for each TODO that has a method or a file to itself. */
    List<OpenTodo> todos() {
        List<OpenTodo> todos = new ArrayList<>();
        for (Path file : files()) {
            Path written = solution.resolve(stub.relativize(file).toString());
            if (Files.exists(written)) {
                todos.addAll(file.toString().endsWith(".java") ? ofMethods(file, written) : ofFile(file, written));
            }
        }
        return todos;
    }

    private static List<OpenTodo> ofFile(Path file, Path written) {
        return alone(read(file)).map(todo -> open(todo, read(written), read(file))).stream()
                .toList();
    }

    private static List<OpenTodo> ofMethods(Path file, Path written) {
        String from = read(written);
        List<OpenTodo> todos = new ArrayList<>();
        for (Matcher method = METHOD.matcher(read(file)); method.find(); ) {
            String empty = method.group();
            Optional<String> full = method(from, method.group(1));
            alone(empty)
                    .filter(todo -> full.isPresent() && !code(full.get()).equals(code(empty)))
                    .map(todo -> open(todo, from, withImports(from.replace(full.get(), empty), read(file))))
                    .ifPresent(todos::add);
        }
        return todos;
    }

    private static OpenTodo open(Matcher todo, String from, String to) {
        return OpenTodo.open(Integer.parseInt(todo.group(1)), "\"" + todo.group(2) + "\" as in the stub", from, to);
    }

    /** The TODO of this part, if it has one and no more. */
    private static Optional<Matcher> alone(String part) {
        Matcher todo = TODO.matcher(part);
        return TODO.matcher(part).results().count() == 1 && todo.find() ? Optional.of(todo) : Optional.empty();
    }

    private static Optional<String> method(String text, String name) {
        List<String> named = METHOD.matcher(text)
                .results()
                .filter(method -> method.group(1).equals(name))
                .map(method -> method.group())
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static String code(String method) {
        return method.replaceAll("//.*", "").replaceAll("\\s+", " ");
    }

    private static String withImports(String text, String stub) {
        String missing = IMPORT.matcher(stub)
                .results()
                .map(line -> line.group())
                .filter(line -> !text.contains(line))
                .collect(Collectors.joining());
        return text.replaceFirst("(?m)^import ", Matcher.quoteReplacement(missing) + "import ");
    }

    private List<Path> files() {
        return EditedHome.sources(stub).stream()
                .filter(file -> Arrays.asList("java", "js", "yaml", "conf").contains(ending(file)))
                .toList();
    }

    private static String ending(Path file) {
        return file.toString().replaceFirst(".*\\.", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
