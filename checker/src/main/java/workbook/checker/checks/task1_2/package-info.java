/**
 * The checks of task 1.2: the wire format.
 */
package workbook.checker.checks.task1_2;
