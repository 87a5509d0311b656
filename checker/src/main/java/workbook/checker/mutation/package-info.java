/**
 * Small changes of what a learner writes, one at a time, and whether the checks notice: mutation testing of the checks.
 *
 * <p>Knows the trees of the workbook and grades through {@code grading}. Must not know a check by name. May import {@code
 * grading}, {@code probe}, {@code server}, for what keeps a program from starting, {@code workbook}, {@code finding}, {@code
 * files} and {@code text}.
 */
package workbook.checker.mutation;
