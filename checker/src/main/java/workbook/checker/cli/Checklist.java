package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.finding.Status;
import workbook.checker.learner.Progress;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Width;
import workbook.checker.workbook.Chapter;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Step;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;

/**
 * The 13 tasks with what the learner has reached, what lies beyond them, and the next step.
 *
 * <pre>{@code
 *  SSE workbook                                            1 of 13 done
 *
 *  2  Basic streams
 *     ✓  2.1  The first stream                             8 of 8
 *     ·  2.2  EventSource in the browser                   planned
 *
 *  Next   ./sse check 1.2     lesson: exercises/1.2-wire-format/README.md
 * }</pre>
 */
final class Checklist {

    private final Screen screen;
    private final Language language;
    private final Theme theme;
    private final Home home;
    private final Workbook workbook;
    private final Progress progress;

    Checklist(Context context) {
        this.screen = context.screen();
        this.language = screen.language();
        this.theme = new Theme(screen.terminal().colour());
        this.home = context.home();
        this.workbook = context.workbook();
        this.progress = Progress.read(home);
    }

    void show() {
        List<Task> tasks = workbook.checklist();
        long done = tasks.stream().filter(progress::done).count();
        int room = room();
        line(theme.paint(Ink.STRONG, pad(text("SSE workbook", "SSE 练习册"), room + 11))
                + text("%d of %d done", "已完成 %d / %d", done, tasks.size()).in(language));
        for (Chapter chapter : workbook.chapters()) {
            line("");
            line(theme.paint(
                    Ink.STRONG, " " + chapter.number() + "  " + chapter.title().in(language)));
            chapter.tasks().forEach(task -> line(row(task, room)));
        }
        line("");
        showNext();
    }

    private int room() {
        return workbook.tasks().stream()
                        .mapToInt(task -> Width.of(task.title().in(language)))
                        .max()
                        .orElse(0)
                + 4;
    }

    private String row(Task task, int room) {
        boolean planned = home.planned(task);
        String sign =
                switch (progress.of(task).map(Progress.Entry::status).orElse(Status.NOT_STARTED)) {
                    case PASSED -> theme.paint(Ink.GOOD, sign("✓", "*"));
                    case NOT_STARTED -> theme.paint(Ink.FAINT, sign("·", "-"));
                    case FAILED, ERROR, SKIPPED -> theme.paint(Ink.BAD, sign("✗", "x"));
                };
        String row = task.id() + "  " + pad(task.title(), room)
                + state(task, planned).in(language);
        return "    " + sign + "  " + (planned ? theme.paint(Ink.FAINT, row) : row);
    }

    private Text state(Task task, boolean planned) {
        if (planned) {
            return text("planned", "计划中");
        }
        Optional<Progress.Entry> entry = progress.of(task);
        if (entry.isEmpty()) {
            return Text.NONE;
        }
        Text now =
                switch (entry.get().status()) {
                    case NOT_STARTED -> text("not started", "未开始");
                    case ERROR -> text("does not start", "无法启动");
                    case PASSED, FAILED, SKIPPED ->
                        text(
                                "%d of %d",
                                "%d / %d", entry.get().passed(), entry.get().checks());
                };
        boolean before = entry.get().ever() && entry.get().status() != Status.PASSED;
        return before ? text("%s, passed before", "%s，曾经通过", now) : now;
    }

    private void showNext() {
        Optional<Task> next = progress.next(workbook, home);
        if (next.isEmpty()) {
            screen.say(text(" All tasks that are there are done.", " 现有的任务已全部完成。"));
            return;
        }
        Task task = next.get();
        String lesson = home.relative(home.folder(Tree.EXERCISES, task))
                + (language == Language.ZH ? "/README.zh-CN.md" : "/README.md");
        screen.say(text(" Next     %s  %s", " 下一步   %s  %s", task.id(), task.title()));
        screen.say(text(" Lesson   %s", " 课文     %s", lesson));
        screen.say(text(" Check    ./sse check %s", " 检查     ./sse check %s", task.id()));
    }

    /** Shows the suggested order, each step with what it leads to. */
    void showOrder() {
        line("");
        line(theme.paint(Ink.STRONG, text(" Suggested order", " 建议顺序").in(language)));
        int number = 0;
        for (Step step : workbook.order()) {
            number++;
            line(String.format(
                    Locale.ROOT,
                    "    %d  %s%s",
                    number,
                    pad(Text.same(String.join(" + ", step.tasks())), 12),
                    step.outcome().in(language)));
        }
    }

    private String sign(String unicode, String ascii) {
        return screen.terminal().unicode() ? unicode : ascii;
    }

    private String pad(Text text, int width) {
        String words = text.in(language);
        return words + " ".repeat(Math.max(1, width - Width.of(words)));
    }

    private void line(String line) {
        screen.out().println(line.stripTrailing());
    }
}
