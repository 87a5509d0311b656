package workbook.checker.sse;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Cuts the stream into lines at LF, CR and CRLF (9.2.5), wherever the reads were cut. */
final class LineCutter {
    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final int BOM_LENGTH = 3;

    private final int limit;

    /** The bytes of a line that began in an earlier read. */
    private final ByteArrayOutputStream tail = new ByteArrayOutputStream(512);

    private long tailStart;
    private long offset;
    private boolean lfMayFollow;
    private boolean skipping;

    LineCutter(int limit) {
        this.limit = limit;
    }

    void cut(byte[] bytes, int from, int to, Consumer<Line> lines) {
        int at = lfMayFollow ? afterCr(bytes, from, to) : from;
        for (int end = lineEnd(bytes, at, to); end < to; end = lineEnd(bytes, at, to)) {
            finish(bytes, at, end, offset + (at - from), lines);
            at = bytes[end] == CR ? afterCr(bytes, end + 1, to) : end + 1;
        }
        if (at < to && !skipping) {
            keep(bytes, at, to, offset + (at - from), lines);
        }
        offset += to - from;
    }

    /** The line that the end of the stream has cut off, if it has any bytes and was not dropped before. */
    Optional<Line> unfinished() {
        byte[] bytes = tail.toByteArray();
        return Optional.of(line(bytes, 0, bytes.length, tailStart)).filter(line -> !line.isEmpty());
    }

    /** Number of bytes read so far. */
    long offset() {
        return offset;
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != LF && bytes[i] != CR) {
            i++;
        }
        return i;
    }

    /**
     * Ends a line at its CR without waiting for an LF, which may never come and would delay the event. An LF after it
     * is skipped, now or in the next read.
     */
    private int afterCr(byte[] bytes, int at, int to) {
        lfMayFollow = at == to;
        return at < to && bytes[at] == LF ? at + 1 : at;
    }

    private void finish(byte[] bytes, int from, int to, long start, Consumer<Line> lines) {
        if (skipping) {
            skipping = false;
        } else if (tail.size() == 0) {
            lines.accept(line(bytes, from, to, start));
        } else {
            tail.write(bytes, from, to - from);
            lines.accept(line(tail.toByteArray(), 0, tail.size(), tailStart));
            tail.reset();
        }
    }

    private void keep(byte[] bytes, int from, int to, long start, Consumer<Line> lines) {
        if (tail.size() == 0) {
            tailStart = start;
        }
        long tooMany = (long) limit + BOM_LENGTH + 1;
        tail.write(bytes, from, (int) Math.min(to - from, tooMany - tail.size()));
        if (tail.size() > limit) {
            Line line = line(tail.toByteArray(), 0, tail.size(), tailStart);
            // Still within the limit if it began with a byte order mark, which does not count.
            if (!line.whole()) {
                lines.accept(line);
                tail.reset();
                skipping = true;
            }
        }
    }

    private Line line(byte[] bytes, int from, int to, long start) {
        // The decoder drops one byte order mark, and only at the very start (Encoding Standard, "UTF-8 decode").
        int bom = start == 0 && startsWithBom(bytes, from, to) ? BOM_LENGTH : 0;
        int first = from + bom;
        boolean whole = to - first <= limit;
        return new Line(bytes, first, whole ? to : first + limit, start + bom, whole);
    }

    private static boolean startsWithBom(byte[] bytes, int from, int to) {
        return to - from >= BOM_LENGTH
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
    }
}
