/**
 * The checks of task 2.1: a first stream.
 */
package workbook.checker.checks.task2_1;
