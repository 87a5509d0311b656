package workbook.checker.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Locale;

/** Reads the body of a request up to the end that its fields announce (RFC 9112 6.3), and no byte beyond it. */
public final class RequestBody {

    private final InputStream in;
    private final int limit;

    private RequestBody(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Reads the whole body.
     *
     * @param limit the most bytes that are read
     * @return the body without its chunk framing; empty if the fields announce none
     * @throws ProtocolException if it is malformed, or longer than the limit
     * @throws EOFException if the client leaves before its end
     */
    public static byte[] read(Headers fields, InputStream in, int limit) throws IOException {
        RequestBody body = new RequestBody(in, limit);
        try {
            return switch (new FramingRule(0, new ParserOutput()).ofRequest(fields)) {
                case Framing.Length(long bytes) -> body.exactly(bytes);
                case Framing.Chunked() -> body.chunks();
                case Framing none -> new byte[0];
            };
        } catch (MalformedException problem) {
            throw new ProtocolException(problem.getMessage());
        }
    }

    private byte[] exactly(long length) throws IOException {
        requireWithin(length);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private byte[] chunks() throws IOException, MalformedException {
        ParserOutput out = new ParserOutput();
        ChunkedBody chunks = new ChunkedBody(WireLimits.DEFAULT);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (out.end().isEmpty()) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            chunks.read(Bytes.of((byte) next), 0, out);
            for (WireItem item : out.take(1)) {
                if (item instanceof WireItem.Body part) {
                    body.writeBytes(part.bytes().toByteArray());
                    requireWithin(body.size());
                }
            }
        }
        return body.toByteArray();
    }

    private void requireWithin(long size) throws ProtocolException {
        if (size > limit) {
            throw new ProtocolException(
                    String.format(Locale.ROOT, "a body of %d bytes, wanted at most %d", size, limit));
        }
    }
}
