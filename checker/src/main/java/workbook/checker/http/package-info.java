/**
 * HTTP/1.1 (RFC 9112) and the frames of WebSocket (RFC 6455) as pure readers: bytes in, items out.
 *
 * <p>Knows heads, fields, chunks, framing and frames, of requests and of answers. It must not know sockets, threads or
 * clocks, nor what the bodies mean. Imports the JDK only.
 */
package workbook.checker.http;
