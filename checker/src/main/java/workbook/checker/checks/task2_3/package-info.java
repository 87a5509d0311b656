/**
 * The checks of task 2.3: types of events, and a page that reads them.
 */
package workbook.checker.checks.task2_3;
