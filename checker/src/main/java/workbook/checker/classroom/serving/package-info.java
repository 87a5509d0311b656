/**
 * What the two servers of the checker share, {@code board} and {@code console}: a stream that pages can come back to,
 * files, bodies, and the origin of requests.
 *
 * <p>Knows Helidon, and nothing of learners, tasks or connections. May import nothing of the checker.
 */
package workbook.checker.classroom.serving;
