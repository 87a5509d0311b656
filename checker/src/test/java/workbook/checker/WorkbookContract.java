package workbook.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.probe.Answers;
import workbook.checker.probe.Check;
import workbook.checker.probe.Experiment;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Lesson;
import workbook.checker.workbook.PredictionSheet;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * Holds the registry, the folders, the check classes and the lessons to each other. Each problem is a sentence that says
 * what to do.
 */
public final class WorkbookContract {

    private static final Pattern TODO = Pattern.compile("TODO (\\d+):");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (\\d+)\\. (.+)$");

    /** Tasks, and checks of them, whose hints are still to be written. What gets its hints leaves this list. */
    private static final Set<String> WITHOUT_HINTS = Set.of();

    private final Home home;
    private final ClassLoader classes;
    private final List<String> problems = new ArrayList<>();

    private WorkbookContract(Home home, ClassLoader classes) {
        this.home = home;
        this.classes = classes;
    }

    /** All that is missing or does not fit, empty when the workbook is whole. */
    public static List<String> problems(Home home, ClassLoader classes) {
        WorkbookContract contract = new WorkbookContract(home, classes);
        Workbook workbook = WorkbookReader.workbook(home);
        contract.noStrangers(workbook);
        contract.modules(workbook);
        workbook.tasks().stream().filter(contract::begun).forEach(contract::task);
        return contract.problems;
    }

    /** A task that has a folder or checks is no longer only planned. */
    private boolean begun(Task task) {
        return Arrays.stream(Tree.values()).anyMatch(tree -> Files.isDirectory(home.folder(tree, task)))
                || checkClass(task).isPresent();
    }

    private void noStrangers(Workbook workbook) {
        Set<String> known = workbook.tasks().stream().map(Task::folder).collect(Collectors.toSet());
        for (Tree tree : Tree.values()) {
            list(home.root().resolve(tree.folder())).stream()
                    .filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("target") && !known.contains(name))
                    .forEach(name -> problem(
                            "%s/%s is in no chapter of config/workbook.yaml: add it there", tree.folder(), name));
        }
    }

    private void modules(Workbook workbook) {
        for (Tree tree : Tree.values()) {
            String pom = read(home.root().resolve(tree.folder()).resolve("pom.xml"));
            workbook.tasks().stream()
                    .filter(task -> Files.isDirectory(home.folder(tree, task)))
                    .filter(task -> !pom.contains("<module>" + task.folder() + "</module>"))
                    .forEach(task -> problem("%s/pom.xml has no <module>%s</module>", tree.folder(), task.folder()));
        }
    }

    private void task(Task task) {
        for (Tree tree : Tree.values()) {
            tree(tree, task);
        }
        equal(task, "src/main/java/workbook/Main.java");
        equal(task, "src/main/resources/application.yaml");
        config(task);
        Optional<Class<?>> checkClass = checkClass(task);
        if (checkClass.isEmpty()) {
            problem("task %s has no check class workbook.checker.checks.%s", task.id(), task.checkClass());
            return;
        }
        numbers(task, checks(checkClass.get()));
        predicted(task, checkClass.get());
        learned(task);
        begin(task);
    }

    /** What may be predicted is asked in a file that is empty below its explanation, and the lesson says so. */
    private void predicted(Task task, Class<?> checks) {
        Path file = home.folder(Tree.EXERCISES, task).resolve(PredictionSheet.FILE);
        boolean asked = Arrays.stream(checks.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Experiment.class));
        if (asked != Files.exists(file)) {
            problem(
                    "%s: a method with @Experiment in %s and the file %s belong together",
                    task.id(), task.checkClass(), home.relative(file));
        }
        if (asked && !PredictionSheet.read(file).isEmpty()) {
            problem("%s must predict nothing yet: only lines that begin with #", home.relative(file));
        }
        for (Language language : Language.values()) {
            Path lesson = home.readme(Tree.EXERCISES, task, language);
            if (asked && !read(lesson).contains(language == Language.EN ? "\n## Predict first\n" : "\n## 先猜一猜\n")) {
                problem("%s must have a section on %s", home.relative(lesson), PredictionSheet.FILE);
            }
        }
    }

    private void tree(Tree tree, Task task) {
        String artifact = (tree == Tree.EXERCISES ? "exercise-" : "solution-") + task.id();
        Path folder = home.folder(tree, task);
        for (String file : List.of(
                "pom.xml",
                "README.md",
                "README.zh-CN.md",
                "src/main/java/workbook/Main.java",
                "src/main/resources/application.yaml")) {
            require(folder.resolve(file));
        }
        require(home.source(tree, task));
        if (!read(folder.resolve("pom.xml")).contains("<artifactId>" + artifact + "</artifactId>")) {
            problem("%s/%s/pom.xml must name the artifact %s", tree.folder(), task.folder(), artifact);
        }
        for (Language language : Language.values()) {
            title(folder.resolve(lesson(language)), task, language);
        }
        if (tree == Tree.SOLUTIONS
                && all(folder.resolve("src/test/java"), "Test.java").isEmpty()) {
            problem("%s has no test in src/test/java", home.relative(folder));
        }
    }

    private static String lesson(Language language) {
        return language == Language.EN ? "README.md" : "README.zh-CN.md";
    }

    private void title(Path lesson, Task task, Language language) {
        String wanted = "# " + task.id() + " " + task.title().in(language);
        String first = read(lesson).lines().findFirst().orElse("");
        if (!first.startsWith(wanted)) {
            problem("%s begins with \"%s\"; the registry says \"%s\"", home.relative(lesson), first, wanted);
        }
    }

    private void equal(Task task, String file) {
        Path exercise = home.folder(Tree.EXERCISES, task).resolve(file);
        Path solution = home.folder(Tree.SOLUTIONS, task).resolve(file);
        if (Files.exists(exercise) && Files.exists(solution) && !read(exercise).equals(read(solution))) {
            problem("%s must be the same in exercise and solution of %s", file, task.id());
        }
    }

    /** The defaults that the checker works with are those of the server. */
    private void config(Task task) {
        Path file = home.folder(Tree.SOLUTIONS, task).resolve("src/main/resources/application.yaml");
        String yaml = read(file);
        task.config().forEach((key, value) -> {
            String leaf = key.substring(key.lastIndexOf('.') + 1);
            if (!Pattern.compile("(?m)^ +" + Pattern.quote(leaf + ": " + value) + "( |$)")
                    .matcher(yaml)
                    .find()) {
                problem("%s must set %s to %s, as config/workbook.yaml does", home.relative(file), key, value);
            }
        });
    }

    private void numbers(Task task, TreeMap<Integer, Check> checks) {
        if (!checks.keySet().equals(upTo(checks.size()))) {
            problem(
                    "the checks of %s must be numbered 1 to %d; they are %s",
                    task.id(), checks.size(), checks.keySet());
        }
        List<Integer> todos = todos(task);
        Set<Integer> distinct = new TreeSet<>(todos);
        if (!distinct.equals(checks.keySet()) || distinct.size() != todos.size()) {
            problem("exercise %s must have each TODO of %s once; it has %s", task.id(), checks.keySet(), todos);
        }
        for (Language language : Language.values()) {
            headings(task, language, checks);
            if (!WITHOUT_HINTS.contains(task.id())) {
                hints(task, language, checks.keySet());
            }
        }
    }

    /** Each check has its three rungs, and no two of them are the same. */
    private void hints(Task task, Language language, Set<Integer> numbers) {
        Lesson lesson = Lesson.read(home, task, language);
        for (int number : numbers) {
            List<String> rungs = lesson.hints().getOrDefault(number, List.of());
            long distinct =
                    rungs.stream().distinct().filter(rung -> !rung.isBlank()).count();
            if (distinct != Lesson.RUNGS.size()) {
                problem(
                        "%s must have the hints %s below heading %d",
                        home.relative(home.readme(Tree.EXERCISES, task, language)),
                        String.join(
                                ", ",
                                Lesson.RUNGS.stream()
                                        .map(name -> name.in(language))
                                        .toList()),
                        number);
            }
        }
    }

    /** The file that a learner is sent to first is one in which there is something to do. */
    private void begin(Task task) {
        Path source = home.source(Tree.EXERCISES, task);
        if (!TODO.matcher(read(source)).find()) {
            problem(
                    "%s has no TODO: if it is given, its comment must say \"Given:\", and app.js must have one",
                    home.relative(source));
        }
    }

    /** A pass is told in one sentence of the lesson, if both lessons have it. */
    private void learned(Task task) {
        if (Lesson.learned(home, task).isEmpty()) {
            problem(
                    "the lessons of %s must end with \"## What you learned\" and \"## 你学到了什么\", and a sentence there",
                    task.id());
        }
    }

    private void headings(Task task, Language language, TreeMap<Integer, Check> checks) {
        Path lesson = home.folder(Tree.EXERCISES, task).resolve(lesson(language));
        TreeMap<Integer, String> headings = new TreeMap<>();
        Matcher heading = HEADING.matcher(read(lesson));
        while (heading.find()) {
            headings.put(Integer.valueOf(heading.group(1)), heading.group(2).strip());
        }
        TreeMap<Integer, String> titles = new TreeMap<>();
        checks.forEach((number, check) -> titles.put(number, language == Language.EN ? check.en() : check.zh()));
        if (!headings.equals(titles)) {
            problem("%s must have the headings %s; it has %s", home.relative(lesson), titles, headings);
        }
    }

    private List<Integer> todos(Task task) {
        Path exercise = home.folder(Tree.EXERCISES, task);
        return Stream.concat(all(exercise.resolve("src/main"), "").stream(), Stream.of(exercise.resolve(Answers.FILE)))
                .flatMap(file -> TODO.matcher(read(file)).results())
                .map(match -> Integer.valueOf(match.group(1)))
                .sorted()
                .toList();
    }

    private static Set<Integer> upTo(int count) {
        return Stream.iterate(1, n -> n + 1).limit(count).collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Class<?>> checkClass(Task task) {
        try {
            return Optional.of(Class.forName("workbook.checker.checks." + task.checkClass(), false, classes));
        } catch (ClassNotFoundException none) {
            return Optional.empty();
        }
    }

    private static TreeMap<Integer, Check> checks(Class<?> type) {
        TreeMap<Integer, Check> checks = new TreeMap<>();
        TaskChecks.of(type).forEach(check -> checks.put(check.number(), check));
        return checks;
    }

    private void require(Path file) {
        if (!Files.exists(file)) {
            problem("%s is missing", home.relative(file));
        }
    }

    private void problem(String pattern, Object... args) {
        problems.add(pattern.formatted(args));
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> all(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file; nothing for one that is not there, which is said elsewhere. */
    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
