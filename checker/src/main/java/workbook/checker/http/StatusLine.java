package workbook.checker.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line of an answer, RFC 9112 4. */
record StatusLine(String version, int minorVersion, int status, String reason) {
    /** The beginning of every HTTP/1 answer; the name is case-sensitive (RFC 9112 2.3). */
    static final String PREFIX = "HTTP/";

    private static final Pattern SHAPE =
            Pattern.compile("(HTTP/(\\d)\\.(\\d))([ \\t]+)(\\d{3})(?:([ \\t]+)(.*))?", Pattern.DOTALL);

    static StatusLine parse(HeadLine line, ParserOutput out) throws MalformedException {
        Matcher shape = SHAPE.matcher(line.noteBareLf(out).text(out));
        if (!shape.matches() || !shape.group(2).equals("1") || shape.group(5).charAt(0) == '0') {
            throw malformed(line);
        }
        if (shape.group(6) == null) {
            out.note(line.start(), "no space after the status code (RFC 9112 4 wants one even without a reason)");
        } else if (!shape.group(4).equals(" ") || !shape.group(6).equals(" ")) {
            out.note(line.start(), "the parts of the status line are not separated by single spaces (RFC 9112 4)");
        }
        return new StatusLine(
                shape.group(1),
                Integer.parseInt(shape.group(3)),
                Integer.parseInt(shape.group(5)),
                shape.group(7) == null ? "" : shape.group(7));
    }

    /** Whether a line that begins like this one can still become a status line. */
    static boolean mayBegin(HeadLine line) {
        String text = line.content().latin1();
        return text.startsWith(PREFIX) || PREFIX.startsWith(text);
    }

    static MalformedException malformed(HeadLine line) {
        return new MalformedException(
                line.start(),
                "status line: received %s, wanted something like \"HTTP/1.1 200 OK\"%s (RFC 9112 4)"
                        .formatted(line.content().quoted(), guess(line.content())));
    }

    private static String guess(Bytes start) {
        if (start.size() > 1 && (start.at(0) == 0x15 || start.at(0) == 0x16) && start.at(1) == 3) {
            return "; this looks like TLS, try https";
        }
        if (start.size() > 3 && start.at(0) == 0 && start.at(3) == 4) {
            return "; this looks like HTTP/2";
        }
        return start.isEmpty() ? "; no blank line may come before it" : "";
    }
}
