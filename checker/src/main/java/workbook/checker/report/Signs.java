package workbook.checker.report;

/** The signs in front of a verdict, for a terminal with Unicode and for one without. */
record Signs(String passed, String failed, String warned, String skipped, String notStarted, String dot, String cut) {
    private static final Signs UNICODE = new Signs("✓", "✗", "!", "-", "○", "·", "…");
    private static final Signs ASCII = new Signs("ok", "x", "!", "-", "o", "-", "...");

    static Signs of(Terminal terminal) {
        return terminal.unicode() ? UNICODE : ASCII;
    }

    String of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> passed;
            case FAILED -> failed;
            case WARNED, BROKEN -> warned;
            case SKIPPED -> skipped;
        };
    }

    String of(TaskResult task) {
        return switch (task.status()) {
            case PASSED -> passed;
            case FAILED -> failed;
            case ERROR -> task.broken() ? warned : failed;
            case NOT_STARTED -> notStarted;
            case SKIPPED -> skipped;
        };
    }
}
