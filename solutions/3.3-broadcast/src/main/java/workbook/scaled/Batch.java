package workbook.scaled;

/**
 * Consecutive messages, joined for one write.
 *
 * @param from number of the first message
 * @param end number after the last one; equal to {@code from} when these bytes are no message
 */
record Batch(long from, long end, byte[] bytes) {

    /** A comment for listeners that have all messages before this one. */
    static Batch comment(long from, byte[] bytes) {
        return new Batch(from, from, bytes);
    }

    static Batch none(long from) {
        return new Batch(from, from, new byte[0]);
    }

    /** Whether the batch has something for a listener that needs this message next. */
    boolean isFor(long next) {
        return next == from || next < end;
    }
}
