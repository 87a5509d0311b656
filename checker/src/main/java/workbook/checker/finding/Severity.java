package workbook.checker.finding;

import java.util.Locale;

/** How binding an expectation is, in the sense of RFC 2119. */
public enum Severity {
    MUST,
    SHOULD;

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
