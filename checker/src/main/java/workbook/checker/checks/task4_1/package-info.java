/**
 * The checks of task 4.1: notifications.
 */
package workbook.checker.checks.task4_1;
