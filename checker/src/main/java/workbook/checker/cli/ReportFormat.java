package workbook.checker.cli;

import workbook.checker.report.Reporter;
import workbook.checker.report.html.HtmlReport;
import workbook.checker.report.json.JsonReport;
import workbook.checker.report.junit.JunitReport;
import workbook.checker.report.text.TextReport;

/** How a report is written, as {@code --format} names it. */
enum ReportFormat {
    TEXT,
    JSON,
    JUNIT,
    HTML;

    /** Who writes the report of checks in this format, for this screen. */
    Reporter reporter(Screen screen) {
        return switch (this) {
            case TEXT -> new TextReport(screen.terminal());
            case JSON -> new JsonReport(ThisMachine.now());
            case JUNIT -> new JunitReport(ThisMachine.now());
            case HTML -> new HtmlReport(ThisMachine.now());
        };
    }
}
