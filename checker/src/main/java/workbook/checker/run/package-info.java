/**
 * Runs the checks of one or more tasks and makes the report of it; remembers what the learner has reached.
 *
 * <p>Knows the JUnit Platform and the progress file. Must not know what a check does or how a report looks. May import
 * {@code workbook}, {@code report}, {@code probe} (for its options and verdicts) and {@code text}.
 */
package workbook.checker.run;
