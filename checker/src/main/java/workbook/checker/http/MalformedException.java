package workbook.checker.http;

/** The bytes are not HTTP/1.1. Thrown deep in the parser, and caught by {@link ResponseParser}. */
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
