package workbook;

import java.io.IOException;
import java.util.List;

/** Splits bytes into lines. It holds one block at a time, however much there is to read. */
final class LineReader {

    private final int maxLine;

    LineReader(int maxLine) {
        this.maxLine = maxLine;
    }

    /** Complete lines, and the place after them. */
    record Lines(List<Line> lines, Place place) {}

    /**
     * The complete lines that begin in the next block.
     *
     * @param end offset up to which the file may be read
     * @param over whether nothing will follow, so that the last line is as complete as it will ever be
     */
    Lines read(Place place, long end, boolean over) throws IOException {
        // TODO 4: what follows the last LF stays for the next time
        // TODO 5: decode whole lines, without LF or CRLF
        // TODO 6: cut a long line between two characters, and skip the rest of it
        // TODO 15: take one block at a time, and the next without waiting
        throw new UnsupportedOperationException("LineReader.read is not written yet");
    }

    /** The offset at which the last complete lines begin, up to {@code count} of them. */
    long beforeLast(int count, Generation file, long end) throws IOException {
        throw new UnsupportedOperationException("LineReader.beforeLast is not written yet");
    }
}
