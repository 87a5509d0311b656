package workbook.checker.http;

/** The way out of the parser's depths; never leaves {@link ResponseParser}. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;

    MalformedException(long offset, String reason) {
        super(reason, null, false, false);
        this.offset = offset;
    }

    End.Malformed toEnd() {
        return new End.Malformed(getMessage(), offset);
    }
}
