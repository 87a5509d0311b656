package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.learner.Progress;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Text;
import workbook.checker.text.Width;
import workbook.checker.workbook.Task;

/**
 * One screen that is drawn anew each time, on a terminal with keys; elsewhere one text after another.
 *
 * <pre>
 * 2.1 The first stream                               [####.........] 4 of 13
 *
 * (what was found)
 *
 * h hint  o open  w wire log  r check again  n next  l list  x reset  q quit
 * </pre>
 */
final class WatchScreen {

    private static final String CLEAR = "\u001b[H\u001b[2J";

    private static final Text KEYS = text(
            "h hint  o open  w wire log  r check again  n next  l list  x reset  q quit",
            "h 提示  o 打开  w 线路日志  r 再检查  n 下一个  l 清单  x 重新开始  q 退出");

    private final Context context;
    private final boolean keys;

    WatchScreen(Context context, boolean keys) {
        this.context = context;
        this.keys = keys;
    }

    /** Shows the head, the body, the state and the keys; without keys only the body and the state. */
    void show(Task task, String body, Text state) {
        Screen screen = context.screen();
        Theme theme = new Theme(screen.terminal().colour());
        if (!keys) {
            screen.out().print(body);
            line(state.in(screen.language()));
            line("");
            screen.out().flush();
            return;
        }
        screen.out().print(CLEAR);
        line(head(task, theme));
        line("");
        screen.out().print(body);
        if (!state.isEmpty()) {
            line("");
            line(theme.paint(Ink.FAINT, state.in(screen.language())));
        }
        line(theme.paint(Ink.FAINT, KEYS.in(screen.language())));
        screen.out().flush();
    }

    /** Shows what matters only for the moment. Without keys, this shows nothing. */
    void busy(Task task, String body, Text state) {
        if (keys) {
            show(task, body, state);
        }
    }

    private String head(Task task, Theme theme) {
        Screen screen = context.screen();
        List<Task> tasks = context.workbook().checklist();
        Progress progress = Progress.read(context.home());
        int done = (int) tasks.stream().filter(progress::done).count();
        boolean unicode = screen.terminal().unicode();
        String bar = (unicode ? "■" : "#").repeat(done) + (unicode ? "□" : ".").repeat(tasks.size() - done);
        String right = "[" + bar + "] "
                + text("%d of %d done", "已完成 %d / %d", done, tasks.size()).in(screen.language());
        String title = task.id() + " " + task.title().in(screen.language());
        int room = Math.min(screen.terminal().columns(), 100) - Width.of(title) - Width.of(right);
        return theme.paint(Ink.STRONG, title) + " ".repeat(Math.max(2, room)) + right;
    }

    private void line(String words) {
        String plain = context.screen().terminal().unicode()
                ? words
                : words.replace("…", "...").replace('·', '-');
        context.screen().out().println(plain);
    }
}
