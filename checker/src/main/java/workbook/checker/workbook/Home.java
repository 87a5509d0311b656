package workbook.checker.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import workbook.checker.text.Language;

/**
 * The folder of the workbook, and where things are in it.
 *
 * @param root absolute path of the folder that holds {@code config/workbook.yaml}
 */
public record Home(Path root) {

    private static final Pattern GIVEN = Pattern.compile("/\\*\\*[^*]*\\bGiven:");

    /** The system property by which the launcher names the folder. */
    public static final String PROPERTY = "workbook.home";

    /**
     * Finds the workbook in which this process was started, see {@link #start()}.
     *
     * @throws ConfigFault if there is none
     */
    public static Home find() {
        return around(start());
    }

    /** Where this process was started: the folder that the launcher names, else the current one. */
    public static Path start() {
        return Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize();
    }

    /**
     * Finds the workbook around a folder: the nearest one, this or above, that holds {@code config/workbook.yaml}.
     *
     * @param start absolute
     * @throws ConfigFault if there is none
     */
    public static Home around(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("config/workbook.yaml"))) {
                return new Home(folder);
            }
        }
        throw ConfigFault.noWorkbook(start);
    }

    public Path registry() {
        return root.resolve("config/workbook.yaml");
    }

    public Path knobs() {
        return root.resolve("config/checker.yaml");
    }

    /** The folder of a task in {@code exercises} or {@code solutions}. */
    public Path folder(Tree tree, Task task) {
        return root.resolve(tree.folder()).resolve(task.folder());
    }

    /** The file that the learner fills in: the service, or the page where the service is given. */
    public Path source(Tree tree, Task task) {
        Path service = folder(tree, task).resolve("src/main/java/workbook/" + task.serviceClass() + ".java");
        Path page = page(tree, task);
        return Files.exists(page) && given(service) ? page : service;
    }

    /** The script of the task's page, which not every task has. */
    public Path page(Tree tree, Task task) {
        return folder(tree, task).resolve("src/main/resources/web/app.js");
    }

    /** Whether the comment of a service says that it is given. */
    private static boolean given(Path service) {
        try {
            return GIVEN.matcher(Files.readString(service)).find();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether the task has no exercise yet. */
    public boolean planned(Task task) {
        return !Files.isDirectory(folder(Tree.EXERCISES, task));
    }

    /**
     * The class path that exercises and solutions share, made by the build. What one task has beside it is in a folder of
     * the task's name there.
     */
    public Path exerciseLibraries() {
        return root.resolve("exercises/target/lib");
    }

    /** The checker's own files: progress, compiled classes. Never under version control. */
    public Path work() {
        return root.resolve(".sse");
    }

    /** The exercise before the learner touched it; only the parts that are the learner's to change. */
    public Path stub(Task task) {
        return work().resolve("stubs").resolve(task.folder());
    }

    /** The lesson, or in {@code solutions} the discussion. */
    public Path readme(Tree tree, Task task, Language language) {
        return folder(tree, task).resolve(language == Language.ZH ? "README.zh-CN.md" : "README.md");
    }

    /** A path as a reader types it: relative to the workbook, with forward slashes. */
    public String relative(Path path) {
        return root.relativize(path.toAbsolutePath()).toString().replace('\\', '/');
    }
}
