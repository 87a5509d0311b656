/**
 * Load: very many readers of one stream, and whether each of them got every event once and in order.
 *
 * <p>Knows sockets, a selector, the clock, and the course of a run; it has a small HTTP/1.1 reader of its own, because
 * that of {@code http} keeps every byte. Must not know any task, nor the options of a command line. May import {@code
 * sse}, which reads the streams, {@code html} and {@code text}.
 */
package workbook.checker.load;
