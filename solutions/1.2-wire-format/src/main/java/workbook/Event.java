package workbook;

import java.util.regex.Pattern;

/**
 * One event as it stands on the wire. A component that is null is left out.
 *
 * <p>Values that would break the framing are refused here, so every event can be written: no user's text can end a line
 * that we began, or begin a field that we did not write.
 */
record Event(String id, String type, String data, Long retry, String comment) {

    /** The longest retry in milliseconds. A browser counts in doubles, which are not exact above 2^53 - 1. */
    static final long MAX_RETRY = (1L << 53) - 1;

    /** The line ends of an event stream (HTML 9.2.6). {@code \R} would also split at U+0085 and U+2028. */
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    Event {
        requireOneLine("id", id);
        requireOneLine("type", type);
        if (id != null && id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("id: got a NUL (U+0000), which makes a browser ignore the whole id");
        }
        if (retry != null && (retry < 0 || retry > MAX_RETRY)) {
            throw new IllegalArgumentException("retry: got " + retry + ", want 0 to " + MAX_RETRY + " milliseconds");
        }
    }

    /** The block for this event, with the blank line at its end that makes a browser dispatch it. */
    String encode() {
        StringBuilder block = new StringBuilder();
        field(block, "", comment); // a comment is a field without a name
        field(block, "retry", retry);
        field(block, "event", type);
        field(block, "id", id);
        field(block, "data", data);
        return block.append('\n').toString();
    }

    /**
     * Writes one field line for each line of the value. A browser strips one space after the colon, so one is always
     * written: without it, a value that begins with a space would lose that space.
     */
    private static void field(StringBuilder block, String name, Object value) {
        if (value == null) {
            return;
        }
        for (String line : LINE_END.split(value.toString(), -1)) { // -1 keeps an empty last line
            block.append(name).append(": ").append(line).append('\n');
        }
    }

    private static void requireOneLine(String key, String value) {
        if (value != null && LINE_END.matcher(value).find()) {
            throw new IllegalArgumentException(key + ": got a line break, want a single line");
        }
    }
}
