/**
 * A proxy between a browser and the server of a task: it passes every byte on as it comes, writes down what it saw, and
 * can do what networks do, at a key: cut every connection, or make one slow.
 *
 * <p>Knows sockets, HTTP/1.1 as {@code http} reads it, and event streams as {@code sse} reads them. Must not know tasks,
 * processes or who looks at what it saw. May import {@code http}, {@code wire}, {@code sse}, {@code finding}, for the lines of a
 * wire log, and {@code text}.
 */
package workbook.checker.classroom.proxy;
