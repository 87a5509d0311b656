package workbook.scaled;

/**
 * Messages in one piece, as they are written.
 *
 * @param from number of the first
 * @param end number after the last; as {@code from} when these bytes are no message
 */
record Batch(long from, long end, byte[] bytes) {

    /** A comment, for who has all messages up to here. */
    static Batch comment(long from, byte[] bytes) {
        return new Batch(from, from, bytes);
    }

    static Batch none(long from) {
        return new Batch(from, from, new byte[0]);
    }

    /** Whether it has something for a listener that needs this message next. */
    boolean isFor(long next) {
        return next == from || next < end;
    }
}
