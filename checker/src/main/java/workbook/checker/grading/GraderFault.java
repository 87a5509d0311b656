package workbook.checker.grading;

/** The checker itself is at fault, not the server under test. */
public final class GraderFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GraderFault(String message, Throwable cause) {
        super(message, cause);
    }
}
