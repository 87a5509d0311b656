package workbook.checker.report;

import workbook.checker.finding.Report;
import workbook.checker.text.Language;

/** One form of a report. It shows what was found and decides nothing. */
public interface Reporter {

    /** Returns the whole text, which ends with a line break. Files hold it as UTF-8. */
    String write(Report report, Language language);
}
