package workbook.bench.readers;

import java.io.InputStream;
import java.util.Objects;

/** Bytes in memory that come in pieces, one for each read, as from a socket. */
final class PiecewiseStream extends InputStream {

    private final byte[] bytes;
    private final int piece;
    private int at;

    PiecewiseStream(byte[] bytes, int piece) {
        this.bytes = bytes;
        this.piece = piece;
    }

    @Override
    public int read() {
        return at < bytes.length ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
        Objects.checkFromIndexSize(from, most, into.length);
        if (at == bytes.length) {
            return -1;
        }
        int length = Math.min(Math.min(piece, most), bytes.length - at);
        System.arraycopy(bytes, at, into, from, length);
        at += length;
        return length;
    }

    @Override
    public int available() {
        return Math.min(piece, bytes.length - at);
    }
}
