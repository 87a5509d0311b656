package workbook.checker.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the field lines of a head or of trailers, RFC 9112 5. */
final class FieldBlock {
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)([ \\t]*):(.*)", Pattern.DOTALL);

    private final String what;
    private final int limit;
    private final List<HeaderField> fields = new ArrayList<>();
    private String name;
    // A builder, because appending thousands of folded lines to a string would take quadratic time.
    private final StringBuilder value = new StringBuilder();
    private long size;

    /** @param used bytes of the limit that a status line has already taken */
    FieldBlock(String what, int limit, long used) {
        this.what = what;
        this.limit = limit;
        this.size = used;
    }

    /** @return whether this was the blank line that ends the block */
    boolean add(HeadLine line, ParserOutput out) throws MalformedException {
        size += line.end() - line.start();
        if (size > limit) {
            throw new MalformedException(
                    line.start(),
                    String.format(
                            Locale.ROOT,
                            "%s: received %d bytes without a blank line, wanted one within %d",
                            what,
                            size,
                            limit));
        }
        String text = line.noteBareLf(out).text(out);
        if (text.isEmpty()) {
            flush();
            return true;
        }
        if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
            fold(line, text, out);
        } else {
            flush();
            begin(line, text, out);
        }
        return false;
    }

    private void begin(HeadLine line, String text, ParserOutput out) throws MalformedException {
        Matcher field = FIELD.matcher(text);
        if (!field.matches()) {
            throw new MalformedException(
                    line.start(),
                    "%s: received %s, wanted \"Name: value\" or a blank line (RFC 9112 5)"
                            .formatted(what, line.content().quoted()));
        }
        if (!field.group(2).isEmpty()) {
            out.note(line.start() + field.end(1), "white space between field name and colon (RFC 9112 5.1)");
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            out.note(line.start() + nul, "a NUL in a field value, read as a space (RFC 9110 5.5)");
        }
        name = field.group(1);
        value.append(trimmed(field.group(3)));
    }

    private void fold(HeadLine line, String text, ParserOutput out) throws MalformedException {
        if (name == null) {
            throw new MalformedException(
                    line.start(),
                    "%s: received white space before the first field, %s, wanted \"Name: value\" (RFC 9112 2.2)"
                            .formatted(what, line.content().quoted()));
        }
        out.note(line.start(), "a field value folded over lines, read as one line (RFC 9112 5.2)");
        value.append(' ').append(trimmed(text));
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        // A loop, because a regular expression for the end would take seconds for 64 KiB of spaces.
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to).replace('\0', ' ');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private void flush() {
        if (name != null) {
            fields.add(new HeaderField(name, value.toString()));
            value.setLength(0);
            name = null;
        }
    }

    Headers fields() {
        return new Headers(fields);
    }
}
