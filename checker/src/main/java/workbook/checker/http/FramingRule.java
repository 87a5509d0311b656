package workbook.checker.http;

import java.util.ArrayList;
import java.util.List;

/** Determines how a body ends: RFC 9112 6.3, rule by rule. */
final class FramingRule {
    private final long offset;
    private final ParserOutput out;

    /** @param offset of the head, for notes and errors */
    FramingRule(long offset, ParserOutput out) {
        this.offset = offset;
        this.out = out;
    }

    Framing decide(String method, StatusLine line, Headers headers) throws MalformedException {
        int status = line.status();
        if (status == 101) {
            out.note(offset, "101: what follows is no HTTP, read until the server closes");
            return new Framing.UntilClose();
        }
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return new Framing.NoBody();
        }
        if (!headers.elements("Transfer-Encoding").isEmpty()) {
            return byTransferEncoding(line, headers);
        }
        return headers.has("Content-Length") ? byLength(headers) : new Framing.UntilClose();
    }

    /** The framing of a request. Without either field it has no body; what could be read in two ways is refused. */
    Framing ofRequest(Headers headers) throws MalformedException {
        List<String> codings = headers.elements("Transfer-Encoding");
        if (codings.isEmpty()) {
            return headers.has("Content-Length") ? byLength(headers) : new Framing.NoBody();
        }
        if (!codings.equals(List.of("chunked")) || headers.has("Content-Length")) {
            throw new MalformedException(
                    offset,
                    "received Transfer-Encoding %s in a request, wanted chunked alone and no Content-Length (RFC 9112 6.3)"
                            .formatted(shown(codings)));
        }
        return new Framing.Chunked();
    }

    private Framing byTransferEncoding(StatusLine line, Headers headers) throws MalformedException {
        List<String> codings = headers.elements("Transfer-Encoding");
        if (line.minorVersion() == 0) {
            throw new MalformedException(
                    offset,
                    "received Transfer-Encoding in an HTTP/1.0 answer, wanted HTTP/1.1 or no such field (RFC 9112 6.1)");
        }
        if (codings.stream().filter("chunked"::equals).count() > 1) {
            throw new MalformedException(
                    offset,
                    "received Transfer-Encoding %s, wanted chunked at most once (RFC 9112 6.1)"
                            .formatted(shown(codings)));
        }
        if (headers.has("Content-Length")) {
            out.note(offset, "both Transfer-Encoding and Content-Length; the former counts (RFC 9112 6.3)");
        }
        if (!codings.getLast().equals("chunked")) {
            out.note(offset, "the last transfer coding is not chunked: read until the server closes (RFC 9112 6.3)");
            return new Framing.UntilClose();
        }
        return new Framing.Chunked();
    }

    private Framing byLength(Headers headers) throws MalformedException {
        List<String> received = headers.all("Content-Length");
        List<Long> lengths = new ArrayList<>();
        for (String element : String.join(",", received).split(",", -1)) {
            lengths.add(length(element.strip(), received));
        }
        if (lengths.stream().distinct().count() > 1) {
            throw new MalformedException(
                    offset,
                    "received differing Content-Lengths %s, wanted one (RFC 9112 6.3)".formatted(shown(received)));
        }
        if (lengths.size() > 1) {
            out.note(offset, "Content-Length is repeated with the same value (RFC 9110 8.6)");
        }
        return new Framing.Length(lengths.getFirst());
    }

    private long length(String text, List<String> received) throws MalformedException {
        try {
            if (text.matches("[0-9]+")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException tooLarge) {
            // Rejected below: a number above 2^63 is as useless as none.
        }
        throw new MalformedException(
                offset,
                "received Content-Length %s, wanted a decimal number of bytes (RFC 9112 6.3)"
                        .formatted(shown(received)));
    }

    private static String shown(List<String> values) {
        return Bytes.ofLatin1(String.join(", ", values)).quoted();
    }
}
