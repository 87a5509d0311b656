package workbook.checker.grading;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.probe.GradingOptions;
import workbook.checker.report.Terminal;
import workbook.checker.report.text.TextReport;
import workbook.checker.text.Language;

/** Prints in the console of an IDE what {@code sse check} prints: an IDE itself shows one line for each check. */
record IdeConsole(GradingOptions options) implements GradingListener {

    private static final Terminal CONSOLE = new Terminal(100, false, StandardCharsets.UTF_8);

    @Override
    public void taskFinished(TaskResult result) {
        Report report = options.report(List.of(result), result.duration());
        System.out.println(new TextReport(CONSOLE).write(report, Language.of(Locale.getDefault())));
    }
}
