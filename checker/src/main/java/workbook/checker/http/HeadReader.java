package workbook.checker.http;

import java.util.Locale;
import java.util.Optional;

/** Reads one head, RFC 9112 2.1. */
final class HeadReader {
    private final String method;
    private final WireLimits limits;
    private final LineAssembler lines;
    private StatusLine status;
    private FieldBlock fields;
    private long start;
    private long lastOffset = -1;

    HeadReader(String method, WireLimits limits) {
        this.method = method;
        this.limits = limits;
        this.lines = new LineAssembler("head", limits.line());
    }

    /** @return the head, if this byte ended it */
    Optional<ResponseHead> read(byte b, long offset, ParserOutput out) throws MalformedException {
        if (lastOffset < 0) {
            start = offset;
        }
        lastOffset = offset;
        Optional<HeadLine> line = lines.add(b, offset);
        if (line.isEmpty()) {
            requireHttp();
            return Optional.empty();
        }
        if (status == null) {
            status = StatusLine.parse(line.get(), out);
            fields = new FieldBlock("head", limits.head(), line.get().end() - start);
            return Optional.empty();
        }
        return fields.add(line.get(), out) ? Optional.of(head(out)) : Optional.empty();
    }

    /**
     * Requires that the line can still begin an HTTP answer. Otherwise a server of another protocol that sends no LF
     * would seem to send nothing.
     */
    private void requireHttp() throws MalformedException {
        if (status == null && lines.size() == StatusLine.PREFIX.length() && !StatusLine.mayBegin(lines.soFar())) {
            throw StatusLine.malformed(lines.soFar());
        }
    }

    private ResponseHead head(ParserOutput out) throws MalformedException {
        long end = lastOffset + 1;
        Framing framing = new FramingRule(start, out).decide(method, status, fields.fields());
        return new ResponseHead(
                status.version(), status.status(), status.reason(), fields.fields(), framing, start, end);
    }

    void eof(ParserOutput out) throws MalformedException {
        if (lastOffset < 0) {
            out.cut(
                    End.Cut.Place.BEFORE_ANSWER,
                    -1,
                    "received no answer: the server closed the connection; its log may tell why");
            return;
        }
        if (status == null && !StatusLine.mayBegin(lines.soFar())) {
            throw StatusLine.malformed(lines.soFar());
        }
        out.cut(
                End.Cut.Place.IN_HEAD,
                -1,
                String.format(
                        Locale.ROOT,
                        "received %d bytes of a head and no blank line, then the server closed the connection",
                        lastOffset + 1 - start));
    }
}
