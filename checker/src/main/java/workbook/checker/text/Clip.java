package workbook.checker.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text cut between the signs that a reader sees: never inside a surrogate pair, a character with the marks that combine
 * with it (an extended grapheme cluster, Unicode Standard Annex 29), or an escape such as {@code \n} or {@code \x9f},
 * as {@code WireText} writes them.
 */
public final class Clip {
    private static final String ELLIPSIS = "…";
    private static final int WIDEST = 2;
    private static final Pattern SIGN = Pattern.compile("\\\\u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}"
            + "|\\\\(?:u\\p{XDigit}{4}|x\\p{XDigit}{2}|[nrt0\\\\])|\\X");

    private Clip() {}

    /**
     * The text, or the beginning of a longer one with an ellipsis after it.
     *
     * @param most UTF-16 units without the ellipsis. A single sign that is longer is cut all the same, so that nothing
     *     a server sends exceeds this bound
     */
    public static String characters(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = 0;
        for (int next = next(text, 0); next <= most; next = next(text, end)) {
            end = next;
        }
        return text.substring(0, end > 0 ? end : betweenPairs(text, most)) + ELLIPSIS;
    }

    /** The end of a text: this many UTF-16 units, or fewer if that would begin inside a sign. */
    public static String end(String text, int most) {
        int start = 0;
        while (text.length() - start > most) {
            start = next(text, start);
        }
        return text.substring(start);
    }

    /** The text, or as much of it as fits into this width with {@code cut} after it. */
    public static String columns(String text, int width, String cut) {
        if (text.length() <= width / WIDEST) {
            return text;
        }
        int end = reach(text, 0, width);
        return end == text.length() ? text : head(text.substring(0, end), width - cut.length()) + cut;
    }

    /** As many signs from the beginning as fit into this width. */
    public static String head(String text, int width) {
        return text.substring(0, reach(text, 0, width));
    }

    /** The index at which a row of this width ends that begins at {@code from}: after one sign at least. */
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

    /** The index at which the sign that begins here ends. */
    public static int next(String text, int at) {
        if (standsAlone(text, at)) {
            return at + 1;
        }
        Matcher sign = SIGN.matcher(text).region(at, text.length());
        return sign.lookingAt() ? sign.end() : at + 1;
    }

    /**
     * Whether a sign is a letter or an ideograph that nothing after it could join. Most are, and need no regular
     * expression.
     */
    private static boolean standsAlone(String text, int at) {
        char sign = text.charAt(at);
        return sign != '\\' && plain(sign) && (at + 1 == text.length() || plain(text.charAt(at + 1)));
    }

    /** Whether a character lies below the first combining mark, or is a CJK unified ideograph. */
    private static boolean plain(char sign) {
        return sign < 0x300 || sign >= 0x4e00 && sign <= 0x9fff;
    }

    private static int betweenPairs(String text, int at) {
        boolean inside =
                at > 0 && Character.isHighSurrogate(text.charAt(at - 1)) && Character.isLowSurrogate(text.charAt(at));
        return inside ? at - 1 : at;
    }
}
