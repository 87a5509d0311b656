/**
 * The checks: one package a task, in it one class with a method for each numbered expectation.
 *
 * <p>A check reads like a card: the rule, what we send, what must happen. It speaks the words of {@code probe} and
 * knows no socket, thread or parser. The contract of each task is in its lesson. No task imports another: what several
 * share is in {@code resume} (streams that one can come back to), {@code timing} (ticks, heartbeats, a server of one's
 * own), {@code walk} (random sequences of steps) and {@code fanout} (what such a sequence asks of a broadcast).
 */
package workbook.checker.checks;
