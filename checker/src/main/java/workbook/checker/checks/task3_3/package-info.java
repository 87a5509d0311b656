/**
 * The checks of task 3.3: broadcast.
 */
package workbook.checker.checks.task3_3;
