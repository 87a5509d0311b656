/**
 * The checks of task 4.3: the answer of a model as a stream.
 */
package workbook.checker.checks.task4_3;
