/**
 * The checks of task 5.2: a page that reads a stream with fetch.
 */
package workbook.checker.checks.task5_2;
