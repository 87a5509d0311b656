/**
 * The checks of task 5.1: ready for production.
 */
package workbook.checker.checks.task5_1;
