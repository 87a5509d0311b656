package workbook.checker.text;

/** Text in a column of a table, with spaces up to the width of the column. A text that is wider stays as it is. */
public final class Align {
    private Align() {}

    public static String left(String text, int width) {
        return text + space(text, width);
    }

    public static String right(String text, int width) {
        return space(text, width) + text;
    }

    private static String space(String text, int width) {
        return " ".repeat(Math.max(0, width - Width.of(text)));
    }
}
