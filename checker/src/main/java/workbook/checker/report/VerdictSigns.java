package workbook.checker.report;

import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;

/** The signs in front of a verdict, for a terminal with Unicode and for one without. */
public record VerdictSigns(
        String passed, String failed, String warned, String skipped, String notStarted, String dot, String cut) {
    private static final VerdictSigns UNICODE = new VerdictSigns("✓", "✗", "!", "-", "○", "·", "…");
    private static final VerdictSigns ASCII = new VerdictSigns("ok", "x", "!", "-", "o", "-", "...");

    public static VerdictSigns of(Terminal terminal) {
        return terminal.unicode() ? UNICODE : ASCII;
    }

    public String of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> passed;
            case FAILED -> failed;
            case WARNED, BROKEN -> warned;
            case SKIPPED -> skipped;
        };
    }

    public String of(TaskResult task) {
        return switch (task.status()) {
            case PASSED -> task.partial() ? dot : passed;
            case FAILED -> failed;
            case ERROR -> task.broken() ? warned : failed;
            case NOT_STARTED -> notStarted;
            case SKIPPED -> skipped;
        };
    }
}
