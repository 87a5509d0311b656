/**
 * The checks of task 6.1: two nodes on one log.
 */
package workbook.checker.checks.task6_1;
