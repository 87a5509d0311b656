/**
 * Follows one event stream as a browser's EventSource does, and shows it as it comes.
 *
 * <p>{@link workbook.checker.tail.Tail} connects, reads and returns, and tells a {@link workbook.checker.tail.TailForm}
 * each {@link workbook.checker.tail.Sight}. What is kept at once has a bound, however fast the server and however slow the
 * reader of the output is. Must not know the command line, tasks or learners. May import {@code conformance} (for the
 * endpoint and what hides its secrets), {@code probe} (for the words of an ending), {@code finding}, {@code report} (for
 * the terminal), {@code server} (for
 * what masks addresses), {@code wire}, {@code http}, {@code sse} and {@code text}.
 */
package workbook.checker.tail;
