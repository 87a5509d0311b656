/**
 * A report for programs.
 */
package workbook.checker.report.json;
