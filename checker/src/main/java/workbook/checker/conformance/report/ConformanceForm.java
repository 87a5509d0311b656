package workbook.checker.conformance.report;

import workbook.checker.conformance.ConformanceReport;
import workbook.checker.text.Language;

/** One form of what a probe found. */
public interface ConformanceForm {

    /** Returns the whole text, which ends with a line break. Files hold it as UTF-8. */
    String write(ConformanceReport report, Language language);
}
