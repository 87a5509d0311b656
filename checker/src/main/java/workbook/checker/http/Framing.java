package workbook.checker.http;

/** How the end of a body is determined, RFC 9112 6.3. */
public sealed interface Framing {
    /** No body follows, whatever the header fields say: HEAD, 1xx, 204, 304. */
    record NoBody() implements Framing {}

    /** {@code Transfer-Encoding: chunked}: the end is a chunk of size 0. */
    record Chunked() implements Framing {}

    /** {@code Content-Length}, in bytes. */
    record Length(long bytes) implements Framing {}

    /** Neither: the body lasts until the server closes the connection. */
    record UntilClose() implements Framing {}
}
