package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.util.stream.Collectors;
import workbook.checker.learner.Stubs;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** What every command works with: the screen, and the workbook in which it was started. */
record Context(Screen screen, Home home, Workbook workbook) {

    /** Reads the workbook and writes nothing: a workbook on a read-only disk can still be listed. */
    static Context open(Screen screen) {
        Home home = Home.find();
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
        Task task = workbook.task(id)
                .orElseThrow(() -> new UsageFault(
                        text("There is no task \"%s\". Tasks: %s", "没有编号为 \"%s\" 的任务。可选：%s", id, ids())));
        if (home.planned(task)) {
            throw new UsageFault(text(
                    "Task %s is planned and has no exercise yet. Tasks to do now: %s",
                    "任务 %s 还在计划中，尚无练习。现在可做的任务：%s", id, ids()));
        }
        return task;
    }

    private String ids() {
        return workbook.tasks().stream()
                .filter(task -> !home.planned(task))
                .map(Task::id)
                .collect(Collectors.joining(", "));
    }
}
