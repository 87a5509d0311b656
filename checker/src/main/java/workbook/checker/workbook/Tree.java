package workbook.checker.workbook;

import java.util.Locale;

/** One of the two trees of task folders. */
public enum Tree {
    EXERCISES,
    SOLUTIONS;

    /** The name of its folder, and of the target in a report. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
