package workbook.checker.http;

/** A body that lasts until the server closes the connection. */
final class UntilCloseBody implements BodyReader {
    @Override
    public int read(Bytes in, int at, ParserOutput out) {
        out.body(in, at, in.size());
        return in.size();
    }

    @Override
    public void eof(ParserOutput out) {
        out.complete(End.Complete.By.CONNECTION_CLOSED, out.offset(0));
    }
}
