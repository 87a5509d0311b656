package workbook;

import java.io.IOException;
import java.util.List;

/** Makes lines of bytes. However much there is to read, it holds one block of it. */
final class LineReader {

    private final int maxLine;

    LineReader(int maxLine) {
        this.maxLine = maxLine;
    }

    /** Lines, and the place behind them. */
    record Lines(List<Line> lines, Place place) {}

    /**
     * The lines that begin in the next block and are complete.
     *
     * @param end of the bytes that may be read
     * @param over whether nothing will follow them, so that the last line is as complete as it ever gets
     */
    Lines read(Place place, long end, boolean over) throws IOException {
        // TODO 4: what follows the last LF stays for the next time
        // TODO 5: decode whole lines, without LF or CRLF
        // TODO 6: cut a long line between two characters, and skip the rest of it
        // TODO 15: take one block at a time
        throw new UnsupportedOperationException("LineReader.read is not written yet");
    }

    /** The offset behind which the last complete lines stand, up to {@code count} of them. */
    long beforeLast(int count, Generation file, long end) throws IOException {
        throw new UnsupportedOperationException("LineReader.beforeLast is not written yet");
    }
}
