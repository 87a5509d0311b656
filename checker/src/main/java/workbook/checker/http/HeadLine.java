package workbook.checker.http;

/**
 * A line of a head, of trailers or of a chunk size.
 *
 * @param start its offset in the raw stream
 * @param content without the line end
 * @param lineEnd CRLF, LF, or empty for a line not yet ended
 */
record HeadLine(long start, Bytes content, String lineEnd) {
    long end() {
        return start + content.size() + lineEnd.length();
    }

    /** Notes a bare LF, in lines where RFC 9112 2.2 lets a recipient accept one. */
    HeadLine noteBareLf(ParserOutput out) {
        if (lineEnd.equals("\n")) {
            out.note(end() - 1, "a line ends with LF alone; CRLF is wanted, a recipient may accept LF (RFC 9112 2.2)");
        }
        return this;
    }

    HeadLine requireCrLf(String what) throws MalformedException {
        if (lineEnd.equals("\n")) {
            throw new MalformedException(
                    end() - 1,
                    "%s: received %s ended with LF alone, wanted CRLF (RFC 9112 7.1)"
                            .formatted(what, content.quoted()));
        }
        return this;
    }

    /** The line as text. A CR inside it counts as a space (RFC 9112 2.2). */
    String text(ParserOutput out) {
        String text = content.latin1();
        int cr = text.indexOf('\r');
        if (cr >= 0) {
            out.note(start + cr, "a CR without LF inside a line, read as a space (RFC 9112 2.2)");
        }
        return text.replace('\r', ' ');
    }
}
