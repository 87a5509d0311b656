package workbook.checker.finding;

import java.util.Locale;

/** The outcome of one task. */
public enum Status {
    PASSED,
    FAILED,
    /** The stub answers 501 (RFC 9110 section 15.6.2). */
    NOT_STARTED,
    /** The program does not compile, does not start, or exited. */
    ERROR,
    /** No check could run. */
    SKIPPED;

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
