/**
 * The checks of task 3.2: heartbeats.
 */
package workbook.checker.checks.task3_2;
