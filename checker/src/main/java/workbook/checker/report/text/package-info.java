/**
 * A report on a terminal: one screen for a task, a table for several.
 */
package workbook.checker.report.text;
