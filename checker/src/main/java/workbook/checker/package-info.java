/**
 * The checker: it grades a running SSE server and tells the learner, in one screen, what went wrong on the wire.
 *
 * <p>The packages and what each may import are listed in {@code LayersTest}, which holds them to it.
 */
package workbook.checker;
