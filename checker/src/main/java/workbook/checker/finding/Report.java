package workbook.checker.finding;

import java.time.Duration;
import java.util.List;

/**
 * All that one run of the checker found.
 *
 * @param workbook edition of the registry
 * @param target {@code exercises}, {@code solutions}, a URL or a command
 * @param seed what random payloads were made from; the same seed makes the same payloads
 * @param clock {@code fast} or {@code real}
 * @param duration of the whole run
 */
public record Report(
        String workbook, String target, long seed, String clock, Duration duration, List<TaskResult> tasks) {

    /** Where {@code sse run} listens. */
    public static final int RUN_PORT = 8080;

    /** Where the nginx of the exercise listens in front of it. */
    public static final int PROXY_PORT = 8081;

    public Report {
        tasks = List.copyOf(tasks);
    }

    /** Whether any check found a fault of the checker itself. */
    public boolean broken() {
        return tasks.stream().anyMatch(task -> task.count(Verdict.BROKEN) > 0);
    }

    /** Whether every task passed, and there was one. */
    public boolean passed() {
        return !tasks.isEmpty() && tasks.stream().allMatch(task -> task.status() == Status.PASSED);
    }
}
