/**
 * Judges any event stream by the standards, without the contract of a task: the plan of a run, the streams that several
 * rules share, the limits that keep it polite, and the result.
 *
 * <p>A {@link workbook.checker.conformance.Rule} is a method below, in {@code rules}; it asks the {@link
 * workbook.checker.conformance.Observation} for what it needs, and says in the words of {@code probe} what is wrong. What
 * a run found is shown by the forms in {@code report}. Must not know the command line, tasks or learners. May import {@code
 * probe}, {@code finding}, {@code report} (for the forms), {@code html}, {@code wire}, {@code http}, {@code sse}, {@code
 * server}, {@code browser}, {@code scripted}, {@code files} and {@code text}.
 */
package workbook.checker.conformance;
