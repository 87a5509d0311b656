/**
 * The checks of task 3.1: replay after a cut.
 */
package workbook.checker.checks.task3_1;
