package workbook.checker.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.learner.Progress;
import workbook.checker.probe.GradingOptions;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/**
 * Checks a task again after a save. The check that failed last comes first, alone with those it needs, because its
 * verdict is the one that the learner is waiting for. All checks run only if it passes.
 */
final class Recheck {

    /** Receives the verdicts, on the thread that checks. */
    interface Listener {

        /** Called with a report that has something to say: at the first failure. */
        void found(Report report);

        /** Called when a check has ended. */
        void checked(CheckResult result);

        /** Called when the check that failed last has passed; the others are still to come. */
        void mended(CheckResult result);
    }

    private final Context context;
    private final Knobs knobs;

    Recheck(Context context) {
        this.context = context;
        this.knobs = WorkbookReader.knobs(context.home());
    }

    /** Runs the checks on the calling thread. */
    Report run(Task task, Listener listener) {
        OptionalInt failing = Progress.read(context.home()).failing(task);
        if (failing.isPresent() && Grader.checks(task).contains(failing.getAsInt())) {
            Report alone = grade(task, Set.of(failing.getAsInt()), listener);
            if (!alone.passed()) {
                remember(progress -> progress.tried(alone.tasks()));
                return alone;
            }
            alone.tasks().getFirst().checks().stream()
                    .filter(check -> check.id().equals(task.check(failing.getAsInt())))
                    .forEach(listener::mended);
        }
        Report all = grade(task, Set.of(), listener);
        remember(progress -> progress.remember(all.tasks(), Instant.now()));
        return all;
    }

    private Report grade(Task task, Set<Integer> only, Listener listener) {
        OwnWork work = OwnWork.on(task, context);
        GradingOptions options = GradingOptions.of(context.home(), context.workbook(), knobs, work.target())
                .withClock(work.clock())
                .withOnly(only);
        return Grader.grade(List.of(task), options, new FirstFailure(options, listener));
    }

    /** A step that writes the progress. */
    private interface ProgressChange {
        void on(Progress progress) throws IOException;
    }

    private void remember(ProgressChange change) {
        try {
            change.on(Progress.read(context.home()));
        } catch (IOException readOnly) {
            // Reported by sse check; a watch goes on without it.
            return;
        }
    }

    /** Reports the first failure without waiting for the checks after it. */
    private record FirstFailure(GradingOptions options, Listener listener, long begun, List<CheckResult> soFar)
            implements GradingListener {

        FirstFailure(GradingOptions options, Listener listener) {
            this(options, listener, System.nanoTime(), new ArrayList<>());
        }

        @Override
        public void checkFinished(Task task, CheckResult result) {
            boolean first = soFar.stream().noneMatch(check -> check.verdict() == Verdict.FAILED);
            soFar.add(result);
            listener.checked(result);
            if (first && result.verdict() == Verdict.FAILED) {
                listener.found(report(task));
            }
        }

        private Report report(Task task) {
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            String source = options.tree()
                    .map(tree -> options.home().relative(options.home().source(tree, task)))
                    .orElse("");
            TaskResult failed =
                    TaskResult.of(task.id(), task.title(), Status.FAILED, took, source, soFar, Optional.empty());
            return options.report(List.of(failed), took);
        }
    }
}
