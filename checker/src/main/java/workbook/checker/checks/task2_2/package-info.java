/**
 * The checks of task 2.2: a page with EventSource.
 */
package workbook.checker.checks.task2_2;
