package workbook.checker.report.text;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Prediction;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.TaskResult.Trouble;
import workbook.checker.finding.Verdict;
import workbook.checker.report.Label;
import workbook.checker.report.NotStartedText;
import workbook.checker.report.Phrases;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Clip;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/** One task: a headline, and the one thing to look at next. */
final class TextTask {
    private static final int MOST_DETAIL = 40;
    private static final int LONGEST_DETAIL = 400;

    private final TextSheet sheet;
    private final Report report;
    private final TaskResult task;

    TextTask(TextSheet sheet, Report report, TaskResult task) {
        this.sheet = sheet;
        this.report = report;
        this.task = task;
    }

    void show() {
        if (task.status() == Status.NOT_STARTED) {
            notStarted();
        } else if (task.trouble().isPresent()) {
            trouble(task.trouble().get());
        } else {
            checks();
            skipped();
            task.measured().forEach(table -> new TextMeasured(sheet, table).show());
        }
        task.prediction().ifPresent(this::predicted);
    }

    private void predicted(Prediction prediction) {
        if (task.foremost().isPresent()) {
            sheet.gap();
        }
        new TextPrediction(sheet).show(prediction);
    }

    /** Whether one line in the table of tasks says everything. */
    boolean quiet() {
        return task.status() == Status.PASSED
                && task.measured().isEmpty()
                && task.checks().stream().allMatch(c -> c.verdict() == Verdict.PASSED);
    }

    private void checks() {
        if (task.status() == Status.PASSED || task.foremost().isEmpty()) {
            Text time = text("%s in %s", "%s，用时 %s", Phrases.outcome(task), Seconds.of(task.duration()));
            sheet.headline(ink(), sheet.signs.of(task), title(), task.checks().isEmpty() ? status() : time);
        }
        task.foremost().ifPresent(check -> {
            Text right = task.status() == Status.PASSED ? Phrases.clock(report) : Phrases.counts(task);
            new TextFinding(sheet, task).show(check, right);
        });
    }

    private void notStarted() {
        NotStartedText words = NotStartedText.of(report, task);
        sheet.headline(Ink.WARN, sheet.signs.notStarted(), title(), status());
        sheet.sentence(words.sentence());
        sheet.field(Label.FILE, Text.same(task.source()));
        sheet.field(Label.BEGIN, words.begin());
        sheet.field(Label.NEXT, words.next());
    }

    private void trouble(Trouble trouble) {
        sheet.headline(ink(), sheet.signs.of(task), title(), status());
        sheet.sentence(trouble.sentence());
        if (!trouble.detail().isBlank()) {
            sheet.line("");
            detail(Visible.lines(trouble.detail()).stripTrailing().split("\n"));
            sheet.line("");
        }
        sheet.field(Label.NEXT, trouble.next());
    }

    /** Adds lines of a compiler or of the program as they are: their own carets must stay in place. */
    private void detail(String[] lines) {
        for (String line : List.of(lines).subList(0, Math.min(lines.length, MOST_DETAIL))) {
            sheet.line("    " + Clip.columns(sheet.terminal.bytes(line), LONGEST_DETAIL, sheet.signs.cut()));
        }
        if (lines.length > MOST_DETAIL) {
            sheet.line("    " + sheet.signs.cut() + " " + sheet.words(Phrases.left(lines.length - MOST_DETAIL)));
        }
    }

    /** Adds the checks that could not run for reasons of their own, such as a program that is not installed. */
    private void skipped() {
        for (CheckResult check : task.skippedAlone()) {
            Text reason = check.finding().map(Finding::received).orElse(Text.NONE);
            Text line = reason.isEmpty()
                    ? text("%s %s", "%s %s", check.id(), check.title())
                    : text("%s %s: %s", "%s %s：%s", check.id(), check.title(), reason);
            String words = Clip.columns(sheet.line(line), LONGEST_DETAIL, sheet.signs.cut());
            sheet.line(sheet.theme.paint(Ink.FAINT, sheet.signs.skipped()) + " " + words);
            check.finding().ifPresent(finding -> sheet.field(Label.NEXT, finding.next()));
        }
    }

    private Text title() {
        return text("%s %s", "%s %s", task.id(), task.title());
    }

    private Text status() {
        return Phrases.status(task);
    }

    private Ink ink() {
        return sheet.theme.ink(task.status());
    }
}
