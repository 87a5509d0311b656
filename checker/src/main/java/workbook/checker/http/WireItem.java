package workbook.checker.http;

import java.net.InetSocketAddress;

/**
 * One thing that happened on the wire. Offsets named {@code offset} count bytes of the raw stream from 0 (over TLS: of
 * the decrypted stream), those named {@code bodyOffset} count bytes of the body without its framing.
 */
public sealed interface WireItem {
    /** The connection is established; over TLS the handshake is complete as well. */
    record Connected(InetSocketAddress local, InetSocketAddress remote) implements WireItem {}

    /** The whole request was handed to the network. */
    record RequestSent(Bytes request) implements WireItem {}

    /** More bytes were handed to the network after the request, in another protocol (RFC 9110 7.8). */
    record Sent(Bytes bytes) implements WireItem {}

    /** The bytes of one read from the socket. */
    record Received(long offset, Bytes bytes) implements WireItem {}

    /** A 1xx answer that announces another one. */
    record Interim(ResponseHead head) implements WireItem {}

    /** The head of the answer is whole. */
    record Head(ResponseHead head) implements WireItem {}

    /**
     * The size line of a chunk (RFC 9112 7.1). Size 0 is the last chunk.
     *
     * @param offset of the first digit
     * @param bodyOffset where the data of the chunk begins
     * @param extension what followed the size, from its semicolon on, or empty
     */
    record Chunk(long offset, long bodyOffset, long size, String extension) implements WireItem {}

    /** Bytes of the body from one read, cut at the edges of chunks. */
    record Body(long offset, long bodyOffset, Bytes bytes) implements WireItem {}

    /** Fields after the last chunk (RFC 9112 7.1.2); reported only if there are any. */
    record Trailers(long offset, Headers fields) implements WireItem {}

    /** An oddity that did not stop the reader. Each kind is reported once, where it first occurred. */
    record Note(long offset, String text) implements WireItem {}

    /** The last item of every log. */
    record Ended(End end) implements WireItem {}
}
