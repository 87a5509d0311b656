/**
 * The board of a class: who has passed what and who is stuck where, reported by each learner's checks and shown live.
 *
 * <p>Knows names, ids of tasks and checks, verdicts as words, the file that keeps them, and a server on Helidon. Must
 * not know how a check is made. May import {@code serving}, {@code workbook}, for titles and hints, {@code files}
 * and {@code text}.
 */
package workbook.checker.classroom.board;
