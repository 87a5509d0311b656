package workbook.checker.sse;

/**
 * One thing seen in an event stream.
 *
 * <p>Offsets count the bytes of the stream from 0, a byte order mark included. An item's last byte ({@code end() - 1})
 * is the one that settled it: the LF or CR that ended its line, for an event the one that ended the blank line. Of a
 * CRLF that is the CR, since a reader must not wait for the LF; the LF belongs to no item. So items and offsets are the
 * same however the stream was cut, and the arrival time of an item is that of its last byte. (Malformed bytes are reported
 * with their line.) Items come in the order of {@code end()}.
 */
public sealed interface StreamItem {

    /** Offset of the item's first byte; of an event, of its first field line. */
    long start();

    /** Offset just after the item's last byte. */
    long end();

    /**
     * An event as it is dispatched to the page (9.2.6 "dispatch the event").
     *
     * @param type what {@code addEventListener} listens to; {@code "message"} when the stream gave none
     * @param data the data lines joined by LF; may be empty
     * @param lastEventId the id in force, which may come from an earlier event; {@code ""} means none
     */
    record Event(String type, String data, String lastEventId, long start, long end) implements StreamItem {}

    /**
     * A line that starts with a colon.
     *
     * @param text everything after that colon; a leading space stays
     */
    record Comment(String text, long start, long end) implements StreamItem {}

    /**
     * A valid {@code retry} line. It takes effect here, not at the blank line.
     *
     * @param milliseconds the new reconnection time; {@link Long#MAX_VALUE} stands for itself and all above
     */
    record Retry(long milliseconds, long start, long end) implements StreamItem {}

    /**
     * Something that a browser ignores without a word. Not all of it is illegal.
     *
     * @param text what was ignored; {@link Kind} says which part of it
     */
    record Note(Kind kind, String text, long start, long end) implements StreamItem {}

    /** What a {@link Note} is about. */
    enum Kind {
        /** A field with an unknown name, which is legal. The text is the name. */
        UNKNOWN_FIELD,
        /**
         * A line without a colon that is no field name either, often the second line of a payload. The text is the
         * line.
         */
        LINE_WITHOUT_COLON,
        /** A {@code retry} that is empty or holds anything but ASCII digits. The text is the value. */
        INVALID_RETRY,
        /** An {@code id} holding U+0000: the earlier id stays. The text is the value. */
        NUL_IN_ID,
        /**
         * A block of fields without {@code data}: nothing was dispatched, though its id and retry count. The text is
         * the event type that was dropped, or empty.
         */
        BLOCK_WITHOUT_DATA,
        /** Bytes that are not UTF-8, read as one U+FFFD. The text is the bytes in hex, the offsets are theirs. */
        MALFORMED_UTF8,
        /**
         * A line longer than the reader's limit. It is dropped, and with it the event it belongs to, unless it is a
         * comment. The text is how it begins; {@code end()} is after the first byte too many.
         */
        LINE_TOO_LONG,
        /** An event with more data than the reader's limit. It is dropped. The text is its type so far. */
        EVENT_TOO_LONG,
        /** The stream ended inside a line, which is discarded. The text is the line. */
        UNFINISHED_LINE,
        /** The stream ended before a blank line. The text is the type, id and data that were lost, a field a line. */
        UNFINISHED_EVENT
    }
}
