package workbook.checker.report.text;

import static workbook.checker.text.Text.text;

import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.report.Phrases;
import workbook.checker.report.Reporter;
import workbook.checker.report.Terminal;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.report.WireLog;
import workbook.checker.text.BuildCommands;
import workbook.checker.text.Language;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/**
 * The report on one screen of a terminal: for each task the first failure in full, the rest as a count.
 *
 * <p>What passed without a word to say takes one line. {@link TextFinding} and {@link TextTable} show what it looks
 * like.
 */
public record TextReport(Terminal terminal) implements Reporter {

    @Override
    public String write(Report report, Language language) {
        TextSheet sheet = new TextSheet(terminal, language);
        boolean several = report.tasks().size() > 1;
        for (TaskResult task : report.tasks()) {
            TextTask drawn = new TextTask(sheet, report, task);
            if (!several || !drawn.quiet()) {
                sheet.gap();
                drawn.show();
            }
        }
        if (several) {
            sheet.gap();
            new TextTable(sheet, report.tasks()).show();
        }
        footer(sheet, report);
        return BuildCommands.broken(sheet.toString());
    }

    /** Every byte of the connections that show what is wrong with the first task; empty if nothing is wrong. */
    public String wire(Report report, Language language) {
        WireLog log = new WireLog(language, terminal, new Theme(terminal.colour()), Integer.MAX_VALUE / 2);
        return report.tasks().stream()
                .flatMap(task -> task.foremost().stream())
                .flatMap(check -> check.finding().stream())
                .findFirst()
                .map(finding -> BuildCommands.broken(log.whole(finding.conversations()) + "\n"))
                .orElse("");
    }

    private static void footer(TextSheet sheet, Report report) {
        boolean one = report.tasks().size() == 1;
        if (one && report.tasks().stream().allMatch(task -> task.foremost().isEmpty())) {
            return;
        }
        Text run = text(
                "%s · seed %d · %s",
                "%s · 种子 %d · %s", Phrases.clock(report), report.seed(), Seconds.of(report.duration()));
        Text total = new TextTable(sheet, report.tasks()).total();
        sheet.gap();
        sheet.line(sheet.theme.paint(Ink.FAINT, sheet.words(one ? run : text("%s · %s", "%s · %s", total, run))));
    }
}
