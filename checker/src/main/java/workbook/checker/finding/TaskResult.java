package workbook.checker.finding;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.text.Text;

/**
 * The outcome of one task.
 *
 * @param id for example {@code 3.1}
 * @param source the file that the learner fills, relative to the workbook; empty for a foreign server
 * @param trouble why no check could run, when the status says so
 * @param measured what was measured beside the verdicts
 * @param prediction what the learner expected to see, beside what came; it changes nothing
 * @param left how many checks of the task were not asked for
 * @param run the line that starts the server of this task again on {@link Report#RUN_PORT}; empty for a foreign server
 */
public record TaskResult(
        String id,
        Text title,
        Status status,
        Duration duration,
        String source,
        List<CheckResult> checks,
        Optional<Trouble> trouble,
        List<Measured> measured,
        Optional<Prediction> prediction,
        int left,
        String run) {

    /**
     * Why a task could not be checked.
     *
     * @param sentence what happened
     * @param next what to do
     * @param detail lines to show as they are, for example those of the compiler
     */
    public record Trouble(Text sentence, Text next, String detail) {

        /** What happened to whoever has not begun. */
        public static final Text UNTOUCHED = text(
                "The server runs and answers 501, \"not implemented\". That is how every task begins.",
                "服务器已在运行，并返回 501（未实现）。每个任务都是这样开始的。");
    }

    public TaskResult {
        checks = List.copyOf(checks);
        measured = List.copyOf(measured);
    }

    /** A task in which nothing was measured, and nothing predicted. */
    public static TaskResult of(
            String id,
            Text title,
            Status status,
            Duration duration,
            String source,
            List<CheckResult> checks,
            Optional<Trouble> trouble) {
        return new TaskResult(
                id,
                title,
                status,
                duration,
                source,
                checks,
                trouble,
                List.of(),
                Optional.empty(),
                0,
                again(id, source));
    }

    private static String again(String id, String source) {
        return source.isEmpty() ? "" : "./sse run " + id + (source.startsWith("solutions/") ? " --solution" : "");
    }

    /** The same of a server in another language with which the learner does the task. */
    public TaskResult ofOwnServer() {
        String again = "./sse run " + id;
        return new TaskResult(id, title, status, duration, source, checks, trouble, measured, prediction, left, again);
    }

    public TaskResult withMeasured(List<Measured> tables) {
        return new TaskResult(id, title, status, duration, source, checks, trouble, tables, prediction, left, run);
    }

    public TaskResult withPrediction(Optional<Prediction> predicted) {
        return new TaskResult(id, title, status, duration, source, checks, trouble, measured, predicted, left, run);
    }

    /** @param notAsked how many checks of the task were left out */
    public TaskResult withLeft(int notAsked) {
        return new TaskResult(
                id, title, status, duration, source, checks, trouble, measured, prediction, notAsked, run);
    }

    /** Whether some checks of the task were left out, so that nothing is said of the whole. */
    public boolean partial() {
        return left > 0;
    }

    /** The check to look at first: one that failed, else one that broke, else one that warned. */
    public Optional<CheckResult> foremost() {
        return Stream.of(Verdict.FAILED, Verdict.BROKEN, Verdict.WARNED)
                .flatMap(verdict -> checks.stream().filter(check -> check.verdict() == verdict))
                .findFirst();
    }

    /** The skipped checks that wait for this one, directly or for one that does. A skipped check names what it awaits. */
    public List<CheckResult> waitingFor(String id) {
        Set<String> awaited = new HashSet<>(Set.of(id));
        List<CheckResult> waiting = new ArrayList<>();
        for (CheckResult check : checks) {
            if (check.awaitsAny(awaited)) {
                awaited.add(check.id());
                waiting.add(check);
            }
        }
        return waiting;
    }

    /** The skipped checks that wait for no other, for example because a program is not installed. */
    public List<CheckResult> skippedAlone() {
        Set<String> all = checks.stream().map(CheckResult::id).collect(Collectors.toSet());
        return checks.stream()
                .filter(check -> check.verdict() == Verdict.SKIPPED && !check.awaitsAny(all))
                .toList();
    }

    /** Whether the checker's own fault is why this task has no better status. */
    public boolean broken() {
        return status == Status.ERROR && count(Verdict.BROKEN) > 0;
    }

    /** How many checks came to this verdict. */
    public long count(Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
