/**
 * The checks of task 1.1: polling, event stream and WebSocket side by side.
 */
package workbook.checker.checks.task1_1;
