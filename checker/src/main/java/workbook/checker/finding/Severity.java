package workbook.checker.finding;

import java.util.Locale;

/** How binding an expectation is, in the sense of RFC 2119. */
public enum Severity {
    MUST,
    SHOULD,
    /** What the field has learned, and nobody demands. Only rules that no lesson sets have it. */
    ADVICE;

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
