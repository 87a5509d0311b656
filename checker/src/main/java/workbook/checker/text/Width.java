package workbook.checker.text;

/**
 * How many columns of a terminal a text takes: two for a CJK character or an emoji, none for a combining mark (Unicode
 * Standard Annex 11).
 */
public final class Width {
    private Width() {}

    public static int of(String text) {
        return of(text, 0, text.length());
    }

    public static int of(String text, int from, int to) {
        int width = 0;
        for (int at = from; at < to; ) {
            int codePoint = text.codePointAt(at);
            width += of(codePoint);
            at += Character.charCount(codePoint);
        }
        return width;
    }

    public static int of(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> wide(codePoint) ? 2 : 1;
        };
    }

    public static boolean wide(int codePoint) {
        return between(codePoint, 0x1100, 0x115f)
                || between(codePoint, 0x2e80, 0x303e)
                || between(codePoint, 0x3041, 0xa4cf)
                || between(codePoint, 0xac00, 0xd7a3)
                || between(codePoint, 0xf900, 0xfaff)
                || between(codePoint, 0xfe30, 0xfe6f)
                || between(codePoint, 0xff01, 0xff60)
                || between(codePoint, 0xffe0, 0xffe6)
                || between(codePoint, 0x20000, 0x3fffd)
                || Character.isEmojiPresentation(codePoint);
    }

    private static boolean between(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
