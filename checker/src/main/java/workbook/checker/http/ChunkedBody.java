package workbook.checker.http;

import java.util.Locale;
import java.util.Optional;

/** A body in chunks, RFC 9112 7.1. Only the trailers may end lines with a bare LF (RFC 9112 2.2). */
final class ChunkedBody implements BodyReader {
    private enum Stage {
        SIZE,
        DATA,
        DATA_END,
        TRAILERS
    }

    private final LineAssembler lines;
    private final FieldBlock trailers;
    private Stage stage = Stage.SIZE;
    private long size;
    private long left;
    private boolean crSeen;
    private long trailersStart;

    ChunkedBody(WireLimits limits) {
        lines = new LineAssembler("line of a chunked body", limits.line());
        trailers = new FieldBlock("trailers", limits.head(), 0);
    }

    @Override
    public int read(Bytes in, int at, ParserOutput out) throws MalformedException {
        if (stage == Stage.DATA) {
            return readData(in, at, out);
        }
        byte b = in.at(at);
        long offset = out.offset(at);
        switch (stage) {
            case SIZE -> readSize(b, offset, out);
            case DATA_END -> readDataEnd(b, offset);
            default -> readTrailers(b, offset, out);
        }
        return at + 1;
    }

    private void readSize(byte b, long offset, ParserOutput out) throws MalformedException {
        Optional<HeadLine> whole = lines.add(b, offset);
        if (whole.isEmpty()) {
            // Otherwise raw text under a chunked head would be reported only at its first line end.
            if (lines.size() == ChunkSize.ENOUGH_TO_JUDGE) {
                ChunkSize.parse(lines.soFar(), out);
            }
            return;
        }
        ChunkSize chunk = ChunkSize.parse(whole.get(), out);
        whole.get().requireCrLf("chunk size line");
        out.item(new WireItem.Chunk(whole.get().start(), out.bodySize(), chunk.size(), chunk.extension()));
        size = chunk.size();
        left = size;
        trailersStart = offset + 1;
        stage = size == 0 ? Stage.TRAILERS : Stage.DATA;
    }

    private int readData(Bytes in, int at, ParserOutput out) {
        int to = (int) Math.min(in.size() - at, left) + at;
        out.body(in, at, to);
        left -= to - at;
        if (left == 0) {
            stage = Stage.DATA_END;
        }
        return to;
    }

    private void readDataEnd(byte b, long offset) throws MalformedException {
        if (b != (crSeen ? '\n' : '\r')) {
            throw new MalformedException(
                    offset,
                    String.format(
                            Locale.ROOT,
                            "after the %d bytes of a chunk: received %s, wanted CRLF; does the size count bytes, not characters? (RFC 9112 7.1)",
                            size,
                            (crSeen ? Bytes.of((byte) '\r', b) : Bytes.of(b)).quoted()));
        }
        if (crSeen) {
            stage = Stage.SIZE;
        }
        crSeen = !crSeen;
    }

    private void readTrailers(byte b, long offset, ParserOutput out) throws MalformedException {
        Optional<HeadLine> line = lines.add(b, offset);
        if (line.isPresent() && trailers.add(line.get(), out)) {
            Headers fields = trailers.fields();
            if (!fields.fields().isEmpty()) {
                out.item(new WireItem.Trailers(trailersStart, fields));
            }
            out.complete(End.Complete.By.LAST_CHUNK, offset + 1);
        }
    }

    @Override
    public void eof(ParserOutput out) throws MalformedException {
        String then = ", then the server closed the connection";
        switch (stage) {
            case SIZE -> {
                if (lines.size() > 0) {
                    ChunkSize.parse(lines.soFar(), out);
                    out.cut(
                            End.Cut.Place.IN_CHUNK_SIZE,
                            -1,
                            "received an unfinished chunk size line, %s%s"
                                    .formatted(lines.soFar().content().quoted(), then));
                } else {
                    out.cut(
                            End.Cut.Place.BETWEEN_CHUNKS,
                            -1,
                            "received no last chunk (0, CRLF, CRLF)%s; whether more was meant to come cannot be told"
                                    .formatted(then));
                }
            }
            case DATA, DATA_END ->
                out.cut(
                        End.Cut.Place.IN_CHUNK,
                        left,
                        String.format(
                                Locale.ROOT,
                                "received %d of the %d bytes of a chunk%s%s",
                                size - left,
                                size,
                                left == 0 ? " but not its CRLF" : "",
                                then));
            case TRAILERS ->
                out.cut(
                        End.Cut.Place.IN_TRAILERS,
                        -1,
                        "received the last chunk, but not the blank line that ends the body%s".formatted(then));
        }
    }
}
