package workbook.checker.cli;

import java.util.Set;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;

/** With what {@code sse} ends. */
public enum ExitCode {
    /** All passed. */
    PASSED(0),
    /** Something failed, warned as not passed, or is not started. */
    FAILED(1),
    /** The command line or a configuration file cannot be used. */
    USAGE(2),
    /** A server could not be compiled, started or reached. */
    NO_SERVER(3),
    /** The checker itself is at fault. */
    BROKEN(4),
    /** Nothing failed, but a task could not be checked: what its checks need is not there, for example a browser. */
    SKIPPED(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The gravest of what a report holds. */
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
