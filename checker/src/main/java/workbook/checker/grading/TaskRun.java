package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.Check;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.GradingOptions;
import workbook.checker.server.MachinePace;
import workbook.checker.server.Trouble;
import workbook.checker.text.Text;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Task;

/** One task while it is graded: its verdicts so far, and what stands in the way of the rest. */
final class TaskRun {

    /**
     * What failed checks may take together, in units of the limit for one answer: they mostly wait for what never comes. A
     * check that passes costs what it costs.
     */
    private static final int ANSWERS = 5;

    /** On the real clock a single wait is as long as several limits. */
    private static final int REAL_ANSWERS = 40;

    private final Task task;
    private final GradingOptions options;
    private final long begun = System.nanoTime();
    private final List<CheckResult> results = new ArrayList<>();
    private final Set<String> skippedAlone = new HashSet<>();
    private Optional<TaskResult.Trouble> trouble = Optional.empty();
    private Optional<Throwable> fault = Optional.empty();
    private boolean notStarted;
    private boolean missed;

    TaskRun(Task task, GradingOptions options) {
        this.task = task;
        this.options = options;
    }

    Task task() {
        return task;
    }

    void add(CheckResult result) {
        results.add(result);
    }

    void trouble(Trouble found) {
        trouble = Optional.of(new TaskResult.Trouble(found.sentence(), found.next(), found.detail()));
    }

    boolean hasTrouble() {
        return trouble.isPresent();
    }

    /** Notes that the checker broke before any check. */
    void broken(Throwable ours) {
        fault = Optional.of(ours);
    }

    Optional<Throwable> fault() {
        return fault;
    }

    /** Whether a 501 means that the learner has not begun: so far the server has answered everything with it. */
    boolean untouched() {
        return !any(Verdict.PASSED) && !any(Verdict.FAILED) && !any(Verdict.WARNED);
    }

    void notStarted() {
        notStarted = true;
    }

    /** Why a check must not run now. */
    Optional<Finding> obstacle(Check check) {
        if (trouble.isPresent()) {
            return Optional.of(
                    Finding.of(trouble.get().sentence(), trouble.get().next()));
        }
        if (notStarted) {
            return Optional.of(
                    Finding.of(text("the server answers 501: the task is not started", "服务器返回 501：任务尚未开始"), Text.NONE));
        }
        if (options.untilFailure() && (any(Verdict.FAILED) || any(Verdict.WARNED))) {
            return Optional.of(Finding.of(text("this run stops at the first failure", "这次运行在第一处失败时停止"), Text.NONE));
        }
        return Arrays.stream(check.needs())
                .mapToObj(task::check)
                .filter(id -> !letsOthersRun(id) && options.walk().isEmpty())
                .findFirst()
                .map(id -> Finding.of(text("waits for %s", "等待 %s 先通过", id), Text.NONE))
                .or(() -> tooLate(check));
    }

    /** What was asked for by its number is looked at in any case. */
    private Optional<Finding> tooLate(Check check) {
        Duration spent = results.stream()
                .filter(result -> result.verdict() != Verdict.PASSED && result.verdict() != Verdict.SKIPPED)
                .map(CheckResult::duration)
                .reduce(Duration.ZERO, Duration::plus);
        int answers = options.clock() == Clock.FAST ? ANSWERS : REAL_ANSWERS;
        Duration allowed = MachinePace.now().stretch(options.knobs().answer().multipliedBy(answers));
        return options.debug() || !options.only().isEmpty() || spent.compareTo(allowed) <= 0
                ? Optional.empty()
                : Optional.of(Finding.of(
                        text(
                                "not looked at: the checks that failed before it took %d s already; mend the first of them, or ask for this one by --only %s",
                                "未检查：前面失败的检查已经用了 %d 秒；请先解决第一处失败，或者用 --only %s 单独检查这一项",
                                spent.toSeconds(),
                                task.check(check.number())),
                        Text.NONE));
    }

    /** A check that was skipped for a reason of its own says nothing against those that build on it. */
    private boolean letsOthersRun(String id) {
        return skippedAlone.contains(id)
                || results.stream()
                        .filter(result -> result.id().equals(id))
                        .anyMatch(result -> result.verdict() == Verdict.PASSED || result.verdict() == Verdict.WARNED);
    }

    /** Notes that what the check needs is not there, for example a server that may be restarted. */
    void skippedAlone(Check check, CheckSkipped skipped) {
        missed |= skipped.missed();
        skippedAlone.add(task.check(check.number()));
    }

    /**
     * @param measured what the checks measured beside their verdicts
     * @param left how many checks were not asked for
     */
    TaskResult result(List<Measured> measured, int left) {
        String source = options.tree()
                .map(tree -> options.home().relative(options.home().source(tree, task)))
                .orElse("");
        TaskResult result = TaskResult.of(
                        task.id(),
                        task.title(),
                        status(),
                        Duration.ofNanos(System.nanoTime() - begun),
                        source,
                        results,
                        trouble.or(this::beginning))
                .withMeasured(measured)
                .withLeft(left);
        return options.ownServer() ? result.ofOwnServer() : result;
    }

    /** Where to begin with a server of the learner's own, whose files no report knows. */
    private Optional<TaskResult.Trouble> beginning() {
        return Optional.of(options)
                .filter(asked -> notStarted)
                .flatMap(asked -> NextStep.beginning(asked, task))
                .map(step -> new TaskResult.Trouble(TaskResult.Trouble.UNTOUCHED, step, ""));
    }

    private Status status() {
        if (trouble.isPresent()) {
            return Status.ERROR;
        }
        if (notStarted) {
            return Status.NOT_STARTED;
        }
        if (any(Verdict.FAILED)) {
            return Status.FAILED;
        }
        // A check that broke says nothing about the server, so the task has no verdict.
        if (any(Verdict.BROKEN)) {
            return Status.ERROR;
        }
        return missed || results.stream().allMatch(result -> result.verdict() == Verdict.SKIPPED)
                ? Status.SKIPPED
                : Status.PASSED;
    }

    private boolean any(Verdict verdict) {
        return results.stream().anyMatch(result -> result.verdict() == verdict);
    }
}
