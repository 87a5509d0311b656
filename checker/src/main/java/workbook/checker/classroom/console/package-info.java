/**
 * The instructor's console: a solution that runs on demand, the proxy in front of it, and the pages that show what
 * passes.
 *
 * <p>Knows tasks, their solutions, and what may be sent to each. Must not know how a check is made. May import {@code
 * serving}, for its own server, {@code proxy}, {@code http} and {@code wire}, {@code server}, to start solutions as the
 * grader does, {@code workbook}, {@code finding}, for the lines of a wire log, and {@code text}.
 */
package workbook.checker.classroom.console;
