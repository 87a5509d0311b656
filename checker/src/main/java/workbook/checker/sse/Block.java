package workbook.checker.sse;

/** The fields since the last blank line: the "data" and "event type" buffers of 9.2.6. */
final class Block {
    private static final long NO_FIELD = -1;

    private long start = NO_FIELD;
    private String type = "";
    private String data;
    private StringBuilder lines;
    private long bytes;
    private boolean dropped;

    /** Empties the block: what comes next belongs to another one. */
    void clear() {
        start = NO_FIELD;
        type = "";
        data = null;
        lines = null;
        bytes = 0;
        dropped = false;
    }

    /** Notes a field line at this offset. The first one is where the block begins. */
    void field(long offset) {
        if (start == NO_FIELD) {
            start = offset;
        }
    }

    boolean hasField() {
        return start != NO_FIELD;
    }

    long start() {
        return start;
    }

    void type(String value) {
        type = value;
    }

    String type() {
        return type;
    }

    /** Adds a data line. Most events have only one, which is never copied. */
    void data(String value, int length) {
        bytes += hasData() ? length + 1 : length;
        if (!hasData()) {
            data = value;
            return;
        }
        if (lines == null) {
            lines = new StringBuilder(data);
        }
        lines.append('\n').append(value);
    }

    boolean hasData() {
        return data != null;
    }

    /** The data lines joined by LF: the buffer of 9.2.6 without the LF that is stripped from its end. */
    String data() {
        return lines == null ? data : lines.toString();
    }

    /** The size of the data in bytes of the stream, with one for each LF between two lines. */
    long bytes() {
        return bytes;
    }

    /** Drops the block because a part of it exceeded the limit: the rest must not pass for an event. */
    void drop() {
        dropped = true;
        type = "";
        data = null;
        lines = null;
    }

    boolean isDropped() {
        return dropped;
    }
}
