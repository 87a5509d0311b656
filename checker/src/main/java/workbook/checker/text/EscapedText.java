package workbook.checker.text;

/** Escaped text, as {@code WireText} makes it, cut only between whole signs: never inside {@code \n} or {@code \x9f}. */
public final class EscapedText {
    private EscapedText() {}

    /** The end of the sign that begins here: an escape, or a character with the marks that combine with it. */
    public static int next(String text, int at) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
            int length =
                    switch (text.charAt(at + 1)) {
                        case 'u' -> 6;
                        case 'x' -> 4;
                        default -> 2;
                    };
            return Math.min(at + length, text.length());
        }
        int end = at + Character.charCount(text.codePointAt(at));
        while (end < text.length() && Width.of(text.codePointAt(end)) == 0) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** As many signs from the front as fit into this width. */
    public static String head(String text, int width) {
        return text.substring(0, reach(text, 0, width));
    }

    /** How far a row of this width reaches that begins at {@code from}: one sign at least. */
    public static int reach(String text, int from, int width) {
        int used = 0;
        int at = from;
        while (at < text.length()) {
            int end = next(text, at);
            used += Width.of(text, at, end);
            if (used > width && at > from) {
                return at;
            }
            at = end;
        }
        return at;
    }

    /** The text, or as much of it as fits with {@code cut} behind it. */
    public static String fit(String text, int width, String cut) {
        int end = reach(text, 0, width);
        return end == text.length() ? text : head(text.substring(0, end), width - cut.length()) + cut;
    }
}
