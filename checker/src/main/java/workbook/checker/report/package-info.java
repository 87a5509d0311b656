/**
 * A finished report, and its four appearances: text for a terminal, JSON, JUnit XML and HTML.
 *
 * <p>Knows tasks, checks, verdicts and findings as plain data. A reporter is a function of a finished {@link
 * workbook.checker.report.Report}: it never decides pass or fail, opens no connection and reads no clock. May import
 * {@code workbook}, {@code page} and {@code text}.
 */
package workbook.checker.report;
