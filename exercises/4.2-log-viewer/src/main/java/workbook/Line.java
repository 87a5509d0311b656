package workbook;

import java.util.regex.Pattern;

/**
 * A line of the log, on its way to a viewer.
 *
 * @param id of the place behind it
 */
record Line(String id, String text) {

    /**
     * What ends a line of a stream (HTML 9.2.6). The text holds no LF, but it may hold a CR, which would let whoever
     * writes to the log write fields of the stream.
     */
    private static final Pattern LINE_END = Pattern.compile("\r");

    /** The event, with the blank line that dispatches it. An empty text is an event, too. */
    String block() {
        return "id: " + id + "\ndata: " + LINE_END.matcher(text).replaceAll("\ndata: ") + "\n\n";
    }
}
