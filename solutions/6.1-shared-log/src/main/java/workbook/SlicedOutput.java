package workbook;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes large blocks in slices. Given, and the same in every task whose blocks may be large.
 *
 * <p>Helidon 4.5 copies whatever one write gets, and keeps the copy until the client has taken all of it. All clients
 * share the bytes of a block, but each one that does not read would keep a copy of its own: five hundred of them end a
 * heap of 512 MB with one block of a megabyte. Written in slices, a block costs a stuck client one slice.
 */
final class SlicedOutput extends OutputStream {

    /** The bytes of one write: as little as a connection's buffers, and enough for most blocks to stay in one piece. */
    private static final int SLICE = 8 << 10;

    private final OutputStream out;

    /** @param out of the response; it is closed with this one */
    SlicedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; from += SLICE) {
            out.write(bytes, from, Math.min(SLICE, end - from));
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
