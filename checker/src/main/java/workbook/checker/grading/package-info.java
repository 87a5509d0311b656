/**
 * The engine: runs the check class of each task against one server under test, and makes the report of it.
 *
 * <p>Knows the JUnit Platform, the order of checks, their limits, and when a task has not been begun. Must not know
 * what any single check does, or how a report looks, but for the console of an IDE. May import {@code probe}, {@code
 * server}, {@code browser}, {@code workbook}, {@code finding}, {@code report} and {@code text}.
 */
package workbook.checker.grading;
