package workbook.checker.http;

import java.util.List;
import java.util.Optional;

/**
 * Reads the answer to one HTTP/1.1 request (RFC 9112): bytes in, items out. It knows no socket and no clock.
 *
 * <p>Its items depend on the bytes alone, never on how they were cut into reads, except for the sizes of {@link
 * WireItem.Body} items. It is lenient, with a {@link WireItem.Note}, where RFC 9112 lets a client be.
 */
public final class ResponseParser {
    private final String method;
    private final WireLimits limits;
    private final ParserOutput out = new ParserOutput();
    private HeadReader headReader;
    private BodyReader body;

    /** @param method of the request: the answer to HEAD has no body */
    public ResponseParser(String method, WireLimits limits) {
        this.method = method;
        this.limits = limits;
        this.headReader = new HeadReader(method, limits);
    }

    /**
     * Reads the next bytes and returns the items that they complete. After {@link #end()}, more bytes give one note
     * only.
     */
    public List<WireItem> feed(Bytes bytes) {
        int at = 0;
        try {
            while (at < bytes.size() && end().isEmpty()) {
                at = body == null ? readHead(bytes, at) : body.read(bytes, at, out);
            }
        } catch (MalformedException problem) {
            out.malformed(problem);
            at = bytes.size();
        }
        if (at < bytes.size() && end().orElseThrow() instanceof End.Complete) {
            out.note(out.offset(at), "bytes follow the end of the answer; its framing promised no more");
        }
        return out.take(bytes.size());
    }

    /** Notes that the server has closed the connection, and returns how the answer ended. */
    public End eof() {
        if (end().isEmpty()) {
            try {
                if (body == null) {
                    headReader.eof(out);
                } else {
                    body.eof(out);
                }
            } catch (MalformedException problem) {
                out.malformed(problem);
            }
        }
        return end().orElseThrow();
    }

    /** How the answer ended, once it has. */
    public Optional<End> end() {
        return out.end();
    }

    private int readHead(Bytes in, int at) throws MalformedException {
        Optional<ResponseHead> found = headReader.read(in.at(at), out.offset(at), out);
        if (found.isPresent()) {
            ResponseHead head = found.get();
            if (head.isInterim()) {
                out.item(new WireItem.Interim(head));
                headReader = new HeadReader(method, limits);
            } else {
                out.item(new WireItem.Head(head));
                beginBody(head);
            }
        }
        return at + 1;
    }

    private void beginBody(ResponseHead head) {
        switch (head.framing()) {
            case Framing.NoBody() -> out.complete(End.Complete.By.NO_BODY, head.end());
            case Framing.Length(long bytes) when bytes == 0 -> out.complete(End.Complete.By.LENGTH_MET, head.end());
            case Framing.Length(long bytes) -> body = new LengthBody(bytes);
            case Framing.Chunked() -> body = new ChunkedBody(limits);
            case Framing.UntilClose() -> body = new UntilCloseBody();
        }
    }
}
