/**
 * The checks of task 4.2: a log viewer.
 */
package workbook.checker.checks.task4_2;
