/**
 * Load: very many readers of one stream, and whether each of them got every event once and in order.
 *
 * <p>Knows sockets, a selector, the clock, and what a run of load was like; its own small HTTP/1.1 reader is here, because
 * that of {@code http} keeps every byte. Must not know any task, nor how it was asked for on a command line. May import
 * {@code sse}, which reads the streams, {@code html} and {@code text}.
 */
package workbook.checker.load;
