/**
 * Ticks, heartbeats and servers that a check has to itself: shared by the tasks about time.
 */
package workbook.checker.checks.timing;
