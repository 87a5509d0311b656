/**
 * A raw-socket HTTP/1.1 client that keeps every byte with its arrival time and its place in the framing.
 *
 * <p>It knows the framing of HTTP/1.1 (RFC 9112) and of WebSocket (RFC 6455), sockets and clocks. It must not know what
 * the bodies mean: nothing of event streams, tasks, checks or verdicts. It uses the JDK only.
 *
 * <p>{@link workbook.checker.wire.ResponseParser} is the pure half (bytes in, items out),
 * {@link workbook.checker.wire.WireClient} the half with sockets, threads and times.
 */
package workbook.checker.wire;
