package workbook.checker.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.checker.text.Text;

/**
 * The outcome of one task.
 *
 * @param id for example {@code 3.1}
 * @param source the file that the learner fills, relative to the workbook; empty for a foreign server
 * @param trouble why no check could run, when the status says so
 */
public record TaskResult(
        String id,
        Text title,
        Status status,
        Duration duration,
        String source,
        List<CheckResult> checks,
        Optional<Trouble> trouble) {

    /**
     * Why a task could not be checked.
     *
     * @param sentence what happened
     * @param next what to do
     * @param detail lines to show as they are, for example those of the compiler
     */
    public record Trouble(Text sentence, Text next, String detail) {}

    public TaskResult {
        checks = List.copyOf(checks);
    }

    /** How many checks came to this verdict. */
    public long count(Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
