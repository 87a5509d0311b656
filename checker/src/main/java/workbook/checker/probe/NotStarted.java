package workbook.checker.probe;

/** The server answered 501 Not Implemented (RFC 9110 section 15.6.2): a TODO is not filled in yet. */
final class NotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStarted(String request) {
        super(request + " answered 501");
    }
}
