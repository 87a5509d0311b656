package workbook.checker.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Collects bytes until LF. */
final class LineAssembler {
    private final String what;
    private final int limit;
    private byte[] buffer = new byte[64];
    private int size;
    private long start;

    LineAssembler(String what, int limit) {
        this.what = what;
        this.limit = limit;
    }

    /**
     * Takes the byte at {@code offset} of the raw stream.
     *
     * @return the line, if this byte ended it
     */
    Optional<HeadLine> add(byte b, long offset) throws MalformedException {
        if (size == 0) {
            start = offset;
        }
        if (b == '\n') {
            boolean cr = size > 0 && buffer[size - 1] == '\r';
            HeadLine line = new HeadLine(start, content(cr ? size - 1 : size), cr ? "\r\n" : "\n");
            size = 0;
            return Optional.of(line);
        }
        if (size == limit) {
            throw new MalformedException(
                    offset,
                    String.format(
                            Locale.ROOT,
                            "%s: received %s and no line end, wanted one within %d bytes",
                            what,
                            content(size).quoted(),
                            limit));
        }
        if (size == buffer.length) {
            buffer = Arrays.copyOf(buffer, size * 2);
        }
        buffer[size++] = b;
        return Optional.empty();
    }

    int size() {
        return size;
    }

    /** The unfinished line, without a CR that may be half of its end. */
    HeadLine soFar() {
        boolean cr = size > 0 && buffer[size - 1] == '\r';
        return new HeadLine(start, content(cr ? size - 1 : size), "");
    }

    private Bytes content(int length) {
        return Bytes.wrap(Arrays.copyOf(buffer, length));
    }
}
