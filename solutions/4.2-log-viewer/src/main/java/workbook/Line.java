package workbook;

import java.util.regex.Pattern;

/**
 * A line of the log on its way to a viewer.
 *
 * @param id names the place after the line
 */
record Line(String id, String text) {

    /**
     * The line end that a text may still contain (HTML 9.2.6). It holds no LF, but a CR in it would let anybody who
     * writes to the log write fields of the stream.
     */
    private static final Pattern LINE_END = Pattern.compile("\r");

    /** The event, with the blank line that dispatches it. An empty text is an event, too. */
    String block() {
        return "id: " + id + "\ndata: " + LINE_END.matcher(text).replaceAll("\ndata: ") + "\n\n";
    }
}
