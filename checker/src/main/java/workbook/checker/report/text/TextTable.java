package workbook.checker.report.text;

import static workbook.checker.text.Text.text;

import java.util.Arrays;
import java.util.List;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.report.Phrases;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Align;
import workbook.checker.text.Clip;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;
import workbook.checker.text.Width;

/**
 * The end of a report on several tasks.
 *
 * <pre>
 * ✓ 1.2  The wire format     12 of 12 passed    1.4 s
 * ✗ 3.1  Resume and replay    3 of 8 passed     2.0 s  3.1/4
 * ○ 3.3  Broadcast           not started
 * </pre>
 */
final class TextTable {
    private static final int LONGEST_TITLE = 50;

    private final TextSheet sheet;
    private final List<TaskResult> tasks;

    TextTable(TextSheet sheet, List<TaskResult> tasks) {
        this.sheet = sheet;
        this.tasks = tasks;
    }

    void show() {
        int titles =
                tasks.stream().mapToInt(task -> Width.of(title(task))).max().orElse(0);
        int counts = tasks.stream()
                .mapToInt(task -> Width.of(sheet.words(Phrases.outcome(task))))
                .max()
                .orElse(0);
        int ids = tasks.stream().mapToInt(task -> task.id().length()).max().orElse(0);
        int signs = Math.max(sheet.signs.passed().length(), 1);
        for (TaskResult task : tasks) {
            String sign = Align.left(sheet.signs.of(task), signs);
            String time = sheet.words(Seconds.of(task.duration()));
            String first = task.foremost().map(CheckResult::id).orElse("");
            sheet.line(sheet.theme.paint(sheet.theme.ink(task.status()), sign) + " "
                    + Align.left(task.id(), Math.max(5, ids + 2))
                    + Align.left(title(task), titles + 2)
                    + Align.left(sheet.words(Phrases.outcome(task)), counts + 2)
                    + " ".repeat(Math.max(0, 7 - Width.of(time))) + sheet.theme.paint(Ink.FAINT, time)
                    + "  " + first);
        }
    }

    /** {@code 2 passed, 1 failed, 1 not started}. */
    Text total() {
        return Arrays.stream(Status.values())
                .filter(status -> count(status) > 0)
                .map(status -> text("%d %s", "%d 个%s", count(status), Phrases.status(status)))
                .reduce((a, b) -> text("%s, %s", "%s，%s", a, b))
                .orElse(Phrases.NOTHING_CHECKED);
    }

    private long count(Status status) {
        return tasks.stream().filter(task -> task.status() == status).count();
    }

    private String title(TaskResult task) {
        return Clip.columns(sheet.line(task.title()), LONGEST_TITLE, sheet.signs.cut());
    }
}
