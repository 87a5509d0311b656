package workbook.checker.finding;

import java.util.Locale;

/** The outcome of one check. */
public enum Verdict {
    PASSED,
    /** A MUST was broken. */
    FAILED,
    /** A SHOULD was broken: shown, but the task can still pass. */
    WARNED,
    /** A named check that this one builds on failed, or a named program is not installed. */
    SKIPPED,
    /** The checker's own fault. Never counted against the learner. */
    BROKEN;

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
