package workbook.checker.authoring;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import workbook.checker.text.Text;
import workbook.checker.workbook.ConsoleInput;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Lesson;
import workbook.checker.workbook.PredictionSheet;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * Holds the registry, the folders, the check classes and the lessons to one another. Each problem is a sentence that
 * says what to do.
 */
public final class WorkbookContract {

    private static final Pattern TODO = Pattern.compile("TODO (\\d+):");
    private static final Pattern POST = Pattern.compile("\\.post\\(\"([^\"]+)\"");
    private static final String CHECKS = "checker/src/main/java/workbook/checker/checks/";
    private static final String FAULTY = "checker/src/test/java/workbook/checker/faulty/";
    private static final Pattern HEADING = Pattern.compile("(?m)^## (\\d+)\\. (.+)$");

    /** Tasks, and checks of tasks, whose hints are still to be written. Whatever gets its hints leaves this list. */
    private static final Set<String> WITHOUT_HINTS = Set.of();

    private final Home home;
    private final ClassLoader classes;
    private final List<Text> problems = new ArrayList<>();

    private WorkbookContract(Home home, ClassLoader classes) {
        this.home = home;
        this.classes = classes;
    }

    /** Returns everything that is missing or does not fit; empty when the workbook is whole. */
    public static List<Text> problems(Home home, ClassLoader classes) {
        WorkbookContract contract = new WorkbookContract(home, classes);
        Workbook workbook = WorkbookReader.workbook(home);
        contract.noStrangers(workbook);
        contract.modules(workbook);
        contract.marks(List.of(home.registry()));
        workbook.tasks().stream().filter(contract::begun).forEach(contract::task);
        return contract.problems;
    }

    /** Whether a task has a folder or checks, and so is no longer only planned. */
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
                            "%s/%s is in no chapter of config/workbook.yaml: add it there",
                            "%s/%s 不在 config/workbook.yaml 的任何一章中：请把它加进去", tree.folder(), name));
        }
    }

    private void modules(Workbook workbook) {
        for (Tree tree : Tree.values()) {
            String pom = read(home.root().resolve(tree.folder()).resolve("pom.xml"));
            workbook.tasks().stream()
                    .filter(task -> Files.isDirectory(home.folder(tree, task)))
                    .filter(task -> !pom.contains("<module>" + task.folder() + "</module>"))
                    .forEach(task -> problem(
                            "%s/pom.xml has no <module>%s</module>: add it there",
                            "%s/pom.xml 中没有 <module>%s</module>：请把它加进去", tree.folder(), task.folder()));
        }
    }

    private void task(Task task) {
        for (Tree tree : Tree.values()) {
            tree(tree, task);
            marks(all(home.folder(tree, task), ""));
        }
        marks(all(home.root().resolve(CHECKS + task.checkPackage()), ".java"));
        marks(all(home.root().resolve(FAULTY + task.checkPackage()), ".java"));
        send(task);
        equal(task, "src/main/java/workbook/Main.java");
        equal(task, "src/main/resources/application.yaml");
        config(task);
        Optional<Class<?>> checkClass = checkClass(task);
        if (checkClass.isEmpty()) {
            problem(
                    "task %s has no check class workbook.checker.checks.%s: write it, or build the checker again",
                    "任务 %s 没有检查类 workbook.checker.checks.%s：请编写它，或重新构建检查器", task.id(), task.checkClass());
            return;
        }
        numbers(task, checks(checkClass.get()));
        predicted(task, checkClass.get());
        learned(task);
        begin(task);
    }

    /** Reports the marks that a skeleton leaves. */
    private void marks(List<Path> files) {
        for (Path file : files.stream().filter(this::isWritten).sorted().toList()) {
            List<String> lines = latin1(file).lines().toList();
            int first = 0;
            int count = 0;
            for (int at = lines.size(); at > 0; at--) {
                if (TaskSkeleton.MARK.matcher(lines.get(at - 1)).find()) {
                    first = at;
                    count++;
                }
            }
            if (count > 0) {
                problem(
                        "%s, line %d: write what [[write: …]] asks for (lines of this file that still ask: %d)",
                        "%s，第 %d 行：请写出 [[write: …]] 要求的内容（本文件还有 %d 行待写）", home.relative(file), first, count);
            }
        }
    }

    private boolean isWritten(Path file) {
        return !home.relative(file).contains("/target/");
    }

    /** Requires that what the console sends fits the server of the solution: the same paths, or the same file. */
    private void send(Task task) {
        Path service =
                home.folder(Tree.SOLUTIONS, task).resolve("src/main/java/workbook/" + task.serviceClass() + ".java");
        Set<String> served = POST.matcher(read(service))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Optional<ConsoleInput.Destination> destination = task.send().map(ConsoleInput::destination);
        Set<String> sent = destination.stream()
                .flatMap(to -> to instanceof ConsoleInput.Post post ? Stream.of(post.path()) : Stream.empty())
                .collect(Collectors.toSet());
        if (!served.equals(sent)) {
            problem(
                    "the key send of %s in config/workbook.yaml posts to %s, and %s serves POST %s: make them fit",
                    "config/workbook.yaml 中 %s 的 send 发往 %s，而 %s 提供的是 POST %s：请让两者一致",
                    task.id(),
                    sent,
                    home.relative(service),
                    served);
        }
        Path settings = home.folder(Tree.SOLUTIONS, task).resolve("src/main/resources/application.yaml");
        if (destination.orElse(null) instanceof ConsoleInput.LogFile file
                && !read(settings).contains(file.path())) {
            problem(
                    "%s does not name %s, to which the key send of config/workbook.yaml appends: make them fit",
                    "%s 没有提到 config/workbook.yaml 中 send 要追加的文件 %s：请让两者一致", home.relative(settings), file.path());
        }
    }

    /**
     * Requires that a prediction is asked for in a file that is empty below its explanation, and that the lesson
     * mentions it.
     */
    private void predicted(Task task, Class<?> checks) {
        Path file = home.folder(Tree.EXERCISES, task).resolve(PredictionSheet.FILE);
        boolean asked = Arrays.stream(checks.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Experiment.class));
        if (asked != Files.exists(file)) {
            problem(
                    "%s: a method with @Experiment in %s and the file %s belong together: add the one that is missing",
                    "%s：%s 中带 @Experiment 的方法与文件 %s 必须成对：请补上缺少的那个", task.id(), task.checkClass(), home.relative(file));
        }
        if (asked && !PredictionSheet.read(file).isEmpty()) {
            problem(
                    "%s must predict nothing yet: only lines that begin with #",
                    "%s 不能先有预测：只能有以 # 开头的行", home.relative(file));
        }
        for (Language language : Language.values()) {
            Path lesson = home.readme(Tree.EXERCISES, task, language);
            if (asked && !read(lesson).contains(language == Language.EN ? "\n## Predict first\n" : "\n## 先猜一猜\n")) {
                problem(
                        "%s must have a section on %s: write it",
                        "%s 必须有一节讲 %s：请写上", home.relative(lesson), PredictionSheet.FILE);
            }
        }
    }

    private void tree(Tree tree, Task task) {
        String artifact = tree.artifact(task);
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
            problem(
                    "%s/%s/pom.xml must name the artifact %s",
                    "%s/%s/pom.xml 的 artifactId 必须是 %s", tree.folder(), task.folder(), artifact);
        }
        for (Language language : Language.values()) {
            title(folder.resolve(lesson(language)), task, language);
        }
        if (tree == Tree.SOLUTIONS
                && all(folder.resolve("src/test/java"), "Test.java").isEmpty()) {
            problem(
                    "%s has no test in src/test/java: write one",
                    "%s 在 src/test/java 中没有测试：请写一个", home.relative(folder));
        }
    }

    private static String lesson(Language language) {
        return language == Language.EN ? "README.md" : "README.zh-CN.md";
    }

    private void title(Path lesson, Task task, Language language) {
        String wanted = "# " + task.id() + " " + task.title().in(language);
        String first = read(lesson).lines().findFirst().orElse("");
        if (!first.startsWith(wanted)) {
            problem(
                    "%s begins with \"%s\"; the registry says \"%s\"",
                    "%s 的开头是 \"%s\"；登记的标题是 \"%s\"", home.relative(lesson), first, wanted);
        }
    }

    private void equal(Task task, String file) {
        Path exercise = home.folder(Tree.EXERCISES, task).resolve(file);
        Path solution = home.folder(Tree.SOLUTIONS, task).resolve(file);
        if (Files.exists(exercise) && Files.exists(solution) && !read(exercise).equals(read(solution))) {
            problem(
                    "%s must be the same in exercise and solution of %s: copy one over the other",
                    "%s 在 %s 的练习和参考答案中必须相同：请用其中一个覆盖另一个", file, task.id());
        }
    }

    /** Requires that the defaults in the registry are those of the server. */
    private void config(Task task) {
        Path file = home.folder(Tree.SOLUTIONS, task).resolve("src/main/resources/application.yaml");
        String yaml = read(file);
        task.config().forEach((key, value) -> {
            String leaf = key.substring(key.lastIndexOf('.') + 1);
            if (!Pattern.compile("(?m)^ +" + Pattern.quote(leaf + ": " + value) + "( |$)")
                    .matcher(yaml)
                    .find()) {
                problem(
                        "%s must set %s to %s, as config/workbook.yaml does",
                        "%s 必须把 %s 设为 %s，与 config/workbook.yaml 一致", home.relative(file), key, value);
            }
        });
    }

    private void numbers(Task task, TreeMap<Integer, Check> checks) {
        if (!checks.keySet().equals(upTo(checks.size()))) {
            problem(
                    "the checks of %s must be numbered 1 to %d; they are %s",
                    "%s 的检查项必须编号为 1 到 %d；现在是 %s", task.id(), checks.size(), checks.keySet());
        }
        List<Integer> todos = todos(task);
        Set<Integer> distinct = new TreeSet<>(todos);
        Set<Integer> ofTodos = checks.values().stream()
                .filter(check -> !check.wholeContract() && !check.given())
                .map(Check::number)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!distinct.equals(ofTodos) || distinct.size() != todos.size()) {
            problem(
                    "exercise %s must have each TODO of %s once; it has %s",
                    "练习 %s 必须把 %s 中的每个 TODO 各写一次；现在有 %s", task.id(), ofTodos, todos);
        }
        for (Language language : Language.values()) {
            headings(task, language, checks);
            if (!WITHOUT_HINTS.contains(task.id())) {
                hints(task, language, checks.keySet());
            }
        }
    }

    /** Requires that each check has its three rungs of hints, all different. */
    private void hints(Task task, Language language, Set<Integer> numbers) {
        Lesson lesson = Lesson.read(home, task, language);
        for (int number : numbers) {
            List<String> rungs = lesson.hints().getOrDefault(number, List.of());
            long distinct =
                    rungs.stream().distinct().filter(rung -> !rung.isBlank()).count();
            if (distinct != Lesson.RUNGS.size()) {
                problem(
                        "%s must have the hints %s below heading %d",
                        "%s 必须有提示 %s，位于标题 %d 之下",
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

    /** Requires that the file that a learner is sent to first has something to do in it. */
    private void begin(Task task) {
        Path source = home.source(Tree.EXERCISES, task);
        if (!TODO.matcher(read(source)).find()) {
            problem(
                    "%s has no TODO: if it is given, its comment must say \"Given:\", and app.js must have one",
                    "%s 没有 TODO：如果它是给定的，注释里必须写 \"Given:\"，并且 app.js 里要有 TODO", home.relative(source));
        }
    }

    /** Requires the sentence that a pass shows either in both lessons or in neither. */
    private void learned(Task task) {
        if (Lesson.learned(home, task).isEmpty()) {
            problem(
                    "the lessons of %s must end with \"## What you learned\" and \"## 你学到了什么\", and a sentence there",
                    "%s 的课文必须以 \"## What you learned\" 和 \"## 你学到了什么\" 结尾，并各有一句话", task.id());
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
            problem(
                    "%s must have the headings %s; it has %s",
                    "%s 的标题必须是 %s；现在是 %s", home.relative(lesson), titles, headings);
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
            problem("%s is missing: write it", "缺少 %s：请编写", home.relative(file));
        }
    }

    private void problem(String english, String chinese, Object... args) {
        problems.add(text(english, chinese, args));
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

    /** Reads a file as Latin-1, one character per byte, so that pictures do no harm. */
    private static String latin1(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file; empty if it does not exist, which is reported elsewhere. */
    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
