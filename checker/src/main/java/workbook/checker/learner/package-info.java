/**
 * What the learner has reached, the exercises as the learner first saw them, and what a solution adds to the learner's
 * files.
 *
 * <p>Knows the files below {@code .sse}. Must not know what a check does or how a report looks. May import {@code
 * workbook}, {@code finding}, {@code grading} (for the numbers of checks), {@code files} and {@code text}.
 */
package workbook.checker.learner;
