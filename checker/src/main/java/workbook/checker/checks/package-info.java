/**
 * The checks: one class a task, one method a numbered expectation.
 *
 * <p>A check reads like a card: the rule, what we send, what must happen. It speaks the words of {@code probe} and knows
 * no socket, thread or parser. The contract of each task is in its lesson.
 */
package workbook.checker.checks;
