package workbook.checker.text;

/**
 * Text that shows what it holds: every character that would be invisible, or would act on the screen, becomes an
 * escape. Doing it twice changes nothing, so a reporter does it to everything that it shows, whoever wrote it.
 */
public final class Visible {
    private Visible() {}

    /** Several lines for people: line breaks stay, a tab becomes spaces, any other invisible character is escaped. */
    public static String lines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int lineStart = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            switch (codePoint) {
                case '\n' -> lineStart = out.append('\n').length();
                case '\r' -> out.append(at < text.length() && text.charAt(at) == '\n' ? "" : "\\r");
                case '\t' -> out.repeat(' ', 8 - (out.length() - lineStart) % 8);
                default -> append(out, codePoint);
            }
        }
        return out.toString();
    }

    /** One line for people: like {@link #lines}, with a space for each line break. */
    public static String line(String text) {
        return lines(text).strip().replace('\n', ' ');
    }

    /**
     * Bytes as {@code WireText} writes them: whatever still acts on a screen is escaped, backslashes stay as they are.
     */
    public static String bytes(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> append(out, codePoint);
            }
        });
        return out.toString();
    }

    public static void append(StringBuilder out, int codePoint) {
        if (codePoint == 0) {
            out.append("\\0");
        } else if (!hidden(codePoint)) {
            out.appendCodePoint(codePoint);
        } else {
            escape(out, codePoint);
        }
    }

    /** Appends the character as {@code \}{@code uXXXX}, as Java writes it. */
    public static void escape(StringBuilder out, int codePoint) {
        for (char unit : Character.toChars(codePoint)) {
            out.append("\\u").append("%04x".formatted((int) unit));
        }
    }

    private static boolean hidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> codePoint == 0xfffd || selectsVariant(codePoint);
        };
    }

    /** Whether this is a variation selector, which changes how wide the sign before it is drawn. */
    private static boolean selectsVariant(int codePoint) {
        return codePoint >= 0xfe00 && codePoint <= 0xfe0f || codePoint >= 0xe0100 && codePoint <= 0xe01ef;
    }
}
