package workbook.checker.cli;

import java.util.Set;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;

/** The exit codes of {@code sse}. */
public enum ExitCode {
    /** All passed. */
    PASSED(0),
    /** Something failed, was warned about although it had to pass, or is not started. */
    FAILED(1),
    /** The command line or a configuration file cannot be used. */
    USAGE(2),
    /** A server could not be compiled, started or reached. */
    NO_SERVER(3),
    /** The checker itself is at fault. */
    BROKEN(4),
    /**
     * Nothing failed, but a task could not be checked because something its checks need is missing, such as a browser.
     */
    SKIPPED(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The gravest code that a report deserves. */
    static ExitCode of(Report report) {
        if (report.broken()) {
            return BROKEN;
        }
        boolean noServer = report.tasks().stream().anyMatch(task -> task.status() == Status.ERROR);
        return noServer ? NO_SERVER : report.passed() ? PASSED : withoutFailure(report) ? SKIPPED : FAILED;
    }

    private static boolean withoutFailure(Report report) {
        return report.tasks().stream()
                        .allMatch(task -> Set.of(Status.PASSED, Status.SKIPPED).contains(task.status()))
                && !report.tasks().isEmpty();
    }
}
