package workbook;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits bytes into lines. It holds one block at a time, however much there is to read. */
final class LineReader {

    private static final int BLOCK = 64 * 1024;
    private static final int CRLF = 2;

    /**
     * Lines handed out at once, which a viewer holds who has stopped reading. Of empty ones a block would have as many as
     * bytes, and each takes a hundred times its own.
     */
    private static final int MOST = 1000;

    /** The bytes that are searched at once, for a line end or for the last lines: a line may have gigabytes. */
    private static final int SPAN = 16 << 20;

    private static final int NONE = -1;

    private final int maxLine;
    private final int block;

    LineReader(int maxLine) {
        this.maxLine = maxLine;
        this.block = Math.max(BLOCK, maxLine + CRLF);
    }

    /** Complete lines, and the place after them. */
    record Lines(List<Line> lines, Place place) {}

    /**
     * The complete lines that begin in the next block, up to {@link #MOST}.
     *
     * @param end offset up to which the file may be read
     * @param over whether nothing will follow, so that the last line is as complete as it will ever be
     * @throws EOFException if the file is shorter than that, and nobody will look at it again
     */
    Lines read(Place place, long end, boolean over) throws IOException {
        int length = (int) Math.min(block, end - place.offset());
        byte[] bytes = place.file().read(place.offset(), length);
        if (bytes.length < length && over) {
            throw new EOFException("truncated after it was rotated away");
        }
        if (bytes.length < length) { // truncated a moment ago: the next look at the file will notice
            return new Lines(List.of(), new Place(place.file(), place.offset(), end));
        }
        List<Line> lines = new ArrayList<>();
        Place behind = place;
        for (int start = 0, stop = indexOf(bytes, start);
                stop != NONE && lines.size() < MOST;
                start = stop + 1, stop = indexOf(bytes, start)) {
            behind = Place.of(place.file(), place.offset() + stop + 1);
            lines.add(line(bytes, start, stop - start, behind));
        }
        return lines.isEmpty() ? unfinished(place, bytes, end, over) : new Lines(lines, behind);
    }

    /** A line that does not end in its first block is too long, but its end must be found: there the next one begins. */
    private Lines unfinished(Place place, byte[] bytes, long end, boolean over) throws IOException {
        long from = Math.max(place.searched(), place.offset() + bytes.length);
        long to = Math.min(end, from + SPAN);
        long stop = search(place.file(), from, to);
        if (stop == NONE && (to < end || !over)) {
            return new Lines(List.of(), new Place(place.file(), place.offset(), to));
        }
        Place behind = Place.of(place.file(), stop == NONE ? end : stop + 1);
        long length = (stop == NONE ? end : stop) - place.offset();
        return new Lines(List.of(line(bytes, 0, length, behind)), behind);
    }

    /** The offset at which the last complete lines begin, up to {@code count} of them, and up to {@link #SPAN} bytes. */
    long beforeLast(int count, Generation file, long end) throws IOException {
        long least = Math.max(0, end - SPAN);
        long begin = end;
        int ends = 0;
        for (long to = end; to > least; to -= block) {
            long from = Math.max(least, to - block);
            byte[] bytes = file.read(from, (int) (to - from));
            for (int i = bytes.length - 1; i >= 0; i--) {
                if (bytes[i] == '\n') {
                    begin = from + i + 1;
                    if (++ends > count) {
                        return begin;
                    }
                }
            }
        }
        return least == 0 ? 0 : begin;
    }

    private long search(Generation file, long from, long end) throws IOException {
        for (long at = from; at < end; at += block) {
            int found = indexOf(file.read(at, (int) Math.min(block, end - at)), 0);
            if (found != NONE) {
                return at + found;
            }
        }
        return NONE;
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return NONE;
    }

    /** Malformed bytes become U+FFFD: the stream is UTF-8, whatever the log is. */
    private Line line(byte[] bytes, int start, long length, Place behind) {
        if (length > maxLine && !(length == maxLine + 1 && bytes[start + maxLine] == '\r')) {
            int cut = characterBorder(bytes, start, start + maxLine);
            String text = new String(bytes, start, cut - start, StandardCharsets.UTF_8);
            return new Line(behind.id(), text + " … [" + length + " bytes]");
        }
        int stop = start + (int) length;
        boolean crlf = stop > start && bytes[stop - 1] == '\r';
        return new Line(behind.id(), new String(bytes, start, stop - start - (crlf ? 1 : 0), StandardCharsets.UTF_8));
    }

    /** The last character border up to {@code cut}: a byte 10xxxxxx continues a character, which has up to three. */
    private static int characterBorder(byte[] bytes, int start, int cut) {
        int border = cut;
        while (border > start && cut - border < 3 && (bytes[border] & 0xc0) == 0x80) {
            border--;
        }
        return border;
    }
}
