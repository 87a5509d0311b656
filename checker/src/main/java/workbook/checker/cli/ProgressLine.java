package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import workbook.checker.finding.CheckResult;
import workbook.checker.finding.TaskResult;
import workbook.checker.grading.GradingListener;
import workbook.checker.text.Text;
import workbook.checker.text.Width;
import workbook.checker.workbook.Task;

/** One line on a terminal that says what the checker is doing, and disappears when it is done. */
final class ProgressLine implements GradingListener {

    private static final String ERASE = "\r\u001b[K";

    private final Screen screen;

    private ProgressLine(Screen screen) {
        this.screen = screen;
    }

    /** A line on this screen; a listener without any output where nobody watches or a program reads the output. */
    static GradingListener on(Screen screen) {
        return screen.live() ? new ProgressLine(screen) : NONE;
    }

    @Override
    public void taskStarted(Task task) {
        draw(text("%s  starting the server …", "%s  正在启动服务器 …", task.id()));
    }

    @Override
    public void checkFinished(Task task, CheckResult result) {
        draw(text("%s  %s", "%s  %s", result.id(), result.title()));
    }

    @Override
    public void taskFinished(TaskResult result) {
        screen.err().print(ERASE);
        screen.err().flush();
    }

    private void draw(Text text) {
        String words = text.in(screen.language());
        if (!screen.terminal().unicode()) {
            words = words.replace("…", "...");
        }
        // A line that wraps cannot be erased.
        boolean fits = Width.of(words) < screen.terminal().columns();
        screen.err().print(ERASE + (fits ? words : words.substring(0, words.indexOf(' '))));
        screen.err().flush();
    }
}
