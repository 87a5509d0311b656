package workbook.checker.report;

import workbook.checker.finding.Report;
import workbook.checker.text.Language;

/** One appearance of a report. It shows what was found and decides nothing. */
public interface Reporter {

    /** The whole text, ending with a line break. What is written to a file is this as UTF-8. */
    String write(Report report, Language language);
}
