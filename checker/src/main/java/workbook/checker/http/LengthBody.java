package workbook.checker.http;

import java.util.Locale;

/** A body framed by Content-Length. */
final class LengthBody implements BodyReader {
    private final long length;
    private long left;

    LengthBody(long length) {
        this.length = length;
        this.left = length;
    }

    @Override
    public int read(Bytes in, int at, ParserOutput out) {
        int to = (int) Math.min(in.size() - at, left) + at;
        out.body(in, at, to);
        left -= to - at;
        if (left == 0) {
            out.complete(End.Complete.By.LENGTH_MET, out.offset(to));
        }
        return to;
    }

    @Override
    public void eof(ParserOutput out) {
        out.cut(
                End.Cut.Place.IN_LENGTH,
                left,
                String.format(
                        Locale.ROOT,
                        "received %d of the %d bytes that Content-Length promised, then the server closed the connection",
                        length - left,
                        length));
    }
}
