/**
 * A proxy between a browser and the server of a task: it forwards every byte as it comes, records what it has seen, and
 * at a key does what networks do: cuts every connection, or makes one slow.
 *
 * <p>Knows sockets, HTTP/1.1 as {@code http} reads it, and event streams as {@code sse} reads them. Must not know
 * tasks, processes or who looks at the record. May import {@code http}, {@code wire}, {@code sse}, {@code finding}, for
 * the lines of a wire log, and {@code text}.
 */
package workbook.checker.classroom.proxy;
