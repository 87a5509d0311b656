package workbook.checker.finding;

import java.util.Arrays;
import workbook.checker.sse.Utf8;
import workbook.checker.text.Clip;
import workbook.checker.text.Visible;

/**
 * Bytes from a wire, made visible.
 *
 * <pre>{@code
 * data: 你好 ⏎ ⏎          data: 你好\n\n
 * a backslash             \\
 * NUL, ESC, NBSP, U+202E  \0  \u001b  \u00a0  \u202e
 * a byte that is no UTF-8 \xff
 * }</pre>
 *
 * <p>Whatever a terminal or a browser would not draw as one sign of its own is escaped, so that nothing a server sends
 * can move a cursor, turn the reading direction or look like something else. A double quote stays as it is.
 */
public final class WireText {
    private static final int LONGEST = 120;

    private final String text;
    private final int[] columns;

    private WireText(String text, int[] columns) {
        this.text = text;
        this.columns = columns;
    }

    /** What these bytes look like: UTF-8 where it is valid, {@code \xHH} where it is not. */
    public static WireText of(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        int[] columns = new int[bytes.length + 1];
        for (int at = 0; at < bytes.length; ) {
            int length = Utf8.sequence(bytes, at, bytes.length);
            if (length > 0) {
                Arrays.fill(columns, at, at + length, text.length());
                append(
                        text,
                        length == 1
                                ? bytes[at]
                                : Utf8.quick(bytes, at, at + length).codePointAt(0));
                at += length;
            } else {
                columns[at] = text.length();
                text.append("\\x%02x".formatted(bytes[at++] & 0xff));
            }
        }
        columns[bytes.length] = text.length();
        return new WireText(text.toString(), columns);
    }

    /** The escaped text. */
    public String text() {
        return text;
    }

    /**
     * Where a byte is found in {@link #text()}, in chars. A byte inside a character or an escape maps to the beginning of that, the
     * offset behind the last byte to the end of the text.
     */
    public int column(int offset) {
        return columns[Math.clamp(offset, 0, columns.length - 1)];
    }

    /** The same form for characters that were decoded before, for example the data of an event. */
    public static String escape(String characters) {
        StringBuilder text = new StringBuilder(characters.length() + 16);
        characters.codePoints().forEach(codePoint -> append(text, codePoint));
        return text.toString();
    }

    /** An event as a browser would hand it to the page: its type, its data, its id where it has one; of what is long the beginning. */
    public static String event(String type, String data, String id) {
        return escape(Clip.characters(type, LONGEST))
                + " "
                + quoted(data)
                + (id.isEmpty() ? "" : "  id " + escape(Clip.characters(id, LONGEST)));
    }

    /** Data between quotes; of long data the beginning. */
    public static String quoted(String data) {
        return "\"" + escape(Clip.characters(data, LONGEST)) + "\"";
    }

    private static void append(StringBuilder text, int codePoint) {
        switch (codePoint) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> Visible.append(text, codePoint);
        }
    }
}
