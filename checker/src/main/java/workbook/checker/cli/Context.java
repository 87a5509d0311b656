package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.checker.learner.Stubs;
import workbook.checker.text.Text;
import workbook.checker.workbook.ConfigFault;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** What every command works with: the screen, and the workbook in which it was started. */
record Context(Screen screen, Home home, Workbook workbook) {

    /** Reads the workbook and writes nothing: a workbook on a read-only disk can still be listed. */
    static Context open(Screen screen) {
        Home home = screen.workbook();
        return new Context(screen, home, WorkbookReader.workbook(home));
    }

    /** Opens the workbook for a command after which a learner will write, and first keeps the exercises as they are. */
    static Context keepingStubs(Screen screen) {
        Context context = open(screen);
        try {
            Stubs.keep(context.home(), context.workbook());
        } catch (IOException unwritable) {
            screen.complain(text(
                    "The exercises as they were cannot be kept in %s, so ./sse reset cannot bring them back: is the folder read-only?",
                    "练习最初的样子无法保存到 %s，之后 ./sse reset 无法恢复它们：该目录是只读的吗？",
                    context.home().work().resolve("stubs")));
        }
        return context;
    }

    /**
     * Returns the task of this id, which has its files.
     *
     * @throws UsageFault if there is none, or it is only planned
     */
    Task task(String id) {
        Task task = workbook.task(id).orElseThrow(() -> new UsageFault(noTask(id)));
        if (home.planned(task)) {
            throw new UsageFault(text(
                    "Task %s is planned and has no exercise yet. Tasks to do now: %s",
                    "任务 %s 还在计划中，尚无练习。现在可做的任务：%s", id, ids()));
        }
        return task;
    }

    /** Whether a task has this id. */
    static boolean hasTask(String id, Screen screen) {
        try {
            return WorkbookReader.workbook(screen.workbook()).task(id).isPresent();
        } catch (ConfigFault noWorkbook) {
            return false;
        }
    }

    /** Whether a chapter has this number. */
    boolean hasChapter(String number) {
        return !chapter(number).isEmpty();
    }

    /** @throws UsageFault if the task has no solution, as in a workbook that is handed out without any */
    void requireSolution(Task task) {
        Path folder = home.folder(Tree.SOLUTIONS, task);
        if (!Files.isDirectory(folder)) {
            throw new UsageFault(text(
                    "The solution of %s is not in this workbook: there is no folder %s. If you have Git: git checkout -- %2$s",
                    "这本练习册里没有 %s 的参考答案：目录 %s 不存在。如果有 Git：git checkout -- %2$s", task.id(), home.relative(folder)));
        }
    }

    /** The words for what is no id of a task, but may be near one: a chapter, a check, or the name of a folder. */
    private Text noTask(String id) {
        if (hasChapter(id)) {
            return text("%s is a chapter. Name one of its tasks: %s", "%s 是一章。请写出其中的任务：%s", id, ids(chapter(id)));
        }
        Optional<String> near = workbook.tasks().stream()
                .map(Task::id)
                .filter(task -> Pattern.compile("(?<![\\d.])" + Pattern.quote(task) + "(?![\\d.])")
                        .matcher(id)
                        .find())
                .findFirst();
        return near.map(task -> id.matches(Pattern.quote(task) + "/\\d+")
                        ? text(
                                "\"%s\" is a check, and a task is wanted here: %s. This check alone: ./sse check --only %1$s",
                                "\"%s\" 是检查项，这里要写任务：%s。只检查这一项：./sse check --only %1$s", id, task)
                        : text("There is no task \"%s\". Did you mean %s?", "没有编号为 \"%s\" 的任务。是不是想输入 %s？", id, task))
                .orElseGet(() -> text("There is no task \"%s\". Tasks: %s", "没有编号为 \"%s\" 的任务。可选：%s", id, ids()));
    }

    private List<Task> chapter(String number) {
        return workbook.chapters().stream()
                .filter(chapter -> String.valueOf(chapter.number()).equals(number))
                .flatMap(chapter -> chapter.tasks().stream())
                .filter(task -> !home.planned(task))
                .toList();
    }

    private String ids() {
        return ids(workbook.tasks());
    }

    private String ids(List<Task> tasks) {
        return tasks.stream().filter(task -> !home.planned(task)).map(Task::id).collect(Collectors.joining(", "));
    }
}
