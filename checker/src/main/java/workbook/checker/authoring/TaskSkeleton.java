package workbook.checker.authoring;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;

/**
 * The files of a new task, with a mark wherever something is still to be written. Their content compiles, and is the
 * same for every task.
 *
 * @param fresh files to create, with their content
 * @param edited existing files that get a line or more, with their new content
 */
public record TaskSkeleton(Home home, Map<Path, String> fresh, Map<Path, String> edited) {

    /** Marks a place where something is to be written: {@code [[write: what the learner will build]]}. */
    static final Pattern MARK = Pattern.compile("\\[\\[write:");

    private static final String CHECKS = "checker/src/main/java/workbook/checker/checks/";
    private static final String FAULTY = "checker/src/test/java/workbook/checker/faulty/";
    private static final String CODE = "src/main/java/workbook/";
    private static final String GUARD = CODE + "Guard.java";
    private static final String RESOURCES = "src/main/resources/";
    private static final Pattern MODULE = Pattern.compile("( *)<module>([^<]+)</module>");
    private static final Text UNNAMED = text("[[write: its title]]", "[[write: 标题]]");

    /**
     * Works out all files, and writes none.
     *
     * @param english the title; a mark if it is not given yet, like {@code chinese}
     * @throws SkeletonFault if any of the files exists already, or id or slug is not valid
     */
    public static TaskSkeleton of(
            Home home, Workbook workbook, String id, String slug, Optional<String> english, Optional<String> chinese) {
        requireNew(workbook, id, slug);
        Text title = new Text(english.orElse(UNNAMED.en()), chinese.orElse(UNNAMED.zh()));
        Task task = new Task(id, slug, title, Map.of(), Optional.empty());
        Map<Path, String> edited = new LinkedHashMap<>();
        edited.put(home.registry(), new RegistryText(read(home.registry())).with(task));
        Map<Path, String> fresh = new LinkedHashMap<>();
        String guard = guard(home, workbook);
        for (Tree tree : Tree.values()) {
            tree(home, tree, task).forEach(fresh::put);
            fresh.put(home.folder(tree, task).resolve(GUARD), guard);
            Path parent = home.root().resolve(tree.folder()).resolve("pom.xml");
            edited.put(parent, withModule(parent, task));
        }
        checks(home, task).forEach(fresh::put);
        TaskSkeleton skeleton = new TaskSkeleton(home, fresh, edited);
        skeleton.requireRoom();
        return skeleton;
    }

    /** What guards every server is given, and the same in all tasks: it is copied from one that has it. */
    private static String guard(Home home, Workbook workbook) {
        return workbook.tasks().stream()
                .map(task -> home.folder(Tree.SOLUTIONS, task).resolve(GUARD))
                .filter(Files::exists)
                .findFirst()
                .map(TaskSkeleton::read)
                .orElseThrow(() -> new SkeletonFault(
                        text("No solution has %s, which every task is given.", "没有一个参考答案含有 %s，而每个任务都要用到它。", GUARD)));
    }

    private static void requireNew(Workbook workbook, String id, String slug) {
        if (!Task.ID.matcher(id).matches()) {
            throw new SkeletonFault(
                    text("\"%s\" is no id of a task: wanted is one like 2.4.", "\"%s\" 不是任务编号：应类似 2.4。", id));
        }
        if (!Task.SLUG.matcher(slug).matches()) {
            throw new SkeletonFault(text(
                    "\"%s\" is no slug: wanted are small letters, digits and single hyphens, as in first-stream.",
                    "\"%s\" 不能用作短名：只能用小写字母、数字和单个连字符，例如 first-stream。", slug));
        }
        for (Task task : workbook.tasks()) {
            if (task.id().equals(id) || task.slug().equals(slug)) {
                throw new SkeletonFault(text(
                        "config/workbook.yaml has the task %s %s already: choose another id and slug.",
                        "config/workbook.yaml 中已有任务 %s %s：请换一个编号和短名。", task.id(), task.slug()));
            }
        }
    }

    private static Map<Path, String> tree(Home home, Tree tree, Task task) {
        String own = tree == Tree.EXERCISES ? "exercise/" : "solution/";
        Map<String, String> templates = new LinkedHashMap<>(Map.of(
                "pom.xml",
                "pom.xml",
                "README.md",
                own + "README.md",
                "README.zh-CN.md",
                own + "README.zh-CN.md",
                CODE + "Main.java",
                "Main.java",
                CODE + task.serviceClass() + ".java",
                own + "Service.java",
                RESOURCES + "application.yaml",
                "application.yaml",
                RESOURCES + "logging.properties",
                "logging.properties"));
        if (tree == Tree.SOLUTIONS) {
            templates.put("src/test/java/workbook/" + task.serviceClass() + "Test.java", own + "ServiceTest.java");
        }
        Map<Path, String> files = new LinkedHashMap<>();
        templates.forEach((file, template) -> files.put(
                home.folder(tree, task).resolve(file),
                filled(template, task).replace("@tree@", tree.folder()).replace("@artifact@", tree.artifact(task))));
        return files;
    }

    private static Map<Path, String> checks(Home home, Task task) {
        Path faulty = home.root().resolve(FAULTY + task.checkPackage());
        return Map.of(
                home.root().resolve(CHECKS + task.checkClass().replace('.', '/') + ".java"),
                filled("checks/Checks.java", task),
                faulty.resolve("Variants.java"),
                filled("checks/Variants.java", task),
                faulty.resolve("FaultsTest.java"),
                filled("checks/FaultsTest.java", task));
    }

    private static String filled(String template, Task task) {
        return template(template)
                .replace("@id@", task.id())
                .replace("@title.en@", task.title().in(Language.EN))
                .replace("@title.zh@", task.title().in(Language.ZH))
                .replace("@package@", task.checkPackage())
                .replace(
                        "@checks@",
                        task.checkClass().substring(task.checkPackage().length() + 1))
                .replace("@service@", task.serviceClass());
    }

    private static String template(String name) {
        try (InputStream in = TaskSkeleton.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withModule(Path pom, Task task) {
        String text = read(pom);
        Matcher module = MODULE.matcher(text);
        int end = -1;
        String indent = "";
        while (module.find()) {
            if (end < 0 || module.group(2).compareTo(task.folder()) < 0) {
                end = module.end();
                indent = module.group(1);
            }
        }
        if (end < 0) {
            throw new SkeletonFault(text("%s has no <module> to stand beside.", "%s 中没有可以参照的 <module>。", pom));
        }
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        return text.substring(0, end) + lineEnd + indent + "<module>" + task.folder() + "</module>"
                + text.substring(end);
    }

    private void requireRoom() {
        for (Path file : fresh.keySet()) {
            if (Files.exists(file)) {
                throw new SkeletonFault(text(
                        "%s is there already: move it away, or choose another id and slug.",
                        "%s 已经存在：请移走它，或换一个编号和短名。", home.relative(file)));
            }
        }
        for (Path file : edited.keySet()) {
            if (!Files.isWritable(file)) {
                throw new SkeletonFault(text("%s cannot be written.", "无法写入 %s。", home.relative(file)));
            }
        }
    }

    /**
     * Writes all files. The registry and the parents come last: until then no command knows the task.
     *
     * @throws IOException if a file cannot be written; the files created before it are deleted again
     */
    public List<String> write() throws IOException {
        try {
            for (Map.Entry<Path, String> file : fresh.entrySet()) {
                Files.createDirectories(file.getKey().getParent());
                Files.writeString(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            for (Path file : fresh.keySet()) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
        for (Map.Entry<Path, String> file : edited.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
        return List.copyOf(fresh.keySet().stream().map(home::relative).sorted().toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
