/**
 * Streams that bring every message to every client that is connected: what the walks of 3.2 and 3.3 hold a server to.
 */
package workbook.checker.checks.fanout;
