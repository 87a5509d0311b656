package workbook.checker.sse;

/**
 * One line of the stream, without its line end.
 *
 * @param bytes an array that holds the line from {@code from} to {@code to}; valid only during the call that brings it
 * @param start offset in the stream of its first byte
 * @param whole false if the line is longer than the limit, and this only its beginning
 */
record Line(byte[] bytes, int from, int to, long start, boolean whole) {
    private static final int BEGINNING_BYTES = 64;

    boolean isEmpty() {
        return from == to;
    }

    boolean isComment() {
        return from < to && bytes[from] == ':';
    }

    /** The offset after the one byte that ended the line, or after the first byte over the limit. */
    long end() {
        return offset(to) + 1;
    }

    /** Offset in the stream of a byte of the array. */
    long offset(int index) {
        return start + (index - from);
    }

    /** Index of the first colon, or of the line's end if there is none. */
    int colon() {
        int i = from;
        while (i < to && bytes[i] != ':') {
            i++;
        }
        return i;
    }

    /**
     * Index of a field's value: after the colon and at most one space; tabs and further spaces belong to it (9.2.6).
     */
    int value(int colon) {
        if (colon == to) {
            return to;
        }
        int value = colon + 1;
        return value < to && bytes[value] == ' ' ? value + 1 : value;
    }

    String text() {
        return text(to);
    }

    /** The first characters of a line that is not whole, enough to recognise it by. */
    String beginning() {
        int end = from + Math.min(BEGINNING_BYTES, to - from);
        while (end > from && (bytes[end] & 0xC0) == 0x80) { // a continuation byte: do not cut its character
            end--;
        }
        return text(end);
    }

    private String text(int end) {
        return Utf8.decode(bytes, from, end, (first, behind) -> {});
    }
}
