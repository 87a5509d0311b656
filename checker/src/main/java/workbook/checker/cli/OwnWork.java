package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.learner.OwnServer;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * The learner's own work on a task: the exercise, or the server in another language that is remembered for it.
 *
 * @param clock how fast time runs for it, unless a command line says otherwise
 */
record OwnWork(Target target, Clock clock) {

    private static final OwnWork EXERCISE = new OwnWork(new Target.Folder(Tree.EXERCISES), Clock.FAST);

    /** @throws UsageFault if the server is remembered and its folder is not there any more */
    static OwnWork on(Task task, Context context) {
        return OwnServer.of(context.home(), task)
                .map(server -> of(server, task))
                .orElse(EXERCISE);
    }

    private static OwnWork of(OwnServer server, Task task) {
        if (!Files.isDirectory(server.folder())) {
            throw new UsageFault(text(
                    "Task %s is done by the command %s in %s, and that folder is not there any more. Bring it back, or go back to the exercise in Java: ./sse check %1$s --java",
                    "任务 %s 由 %3$s 目录中的命令 %2$s 完成，但这个目录已经不在了。请恢复该目录，或者回到 Java 练习：./sse check %1$s --java",
                    task.id(),
                    server.command(),
                    server.folder()));
        }
        return new OwnWork(new Target.Command(server.command(), server.folder(), true), server.clock());
    }

    /** Whether a target is work of the learner's that counts. */
    static boolean counts(Target target) {
        return target.equals(EXERCISE.target()) || target instanceof Target.Command command && command.own();
    }

    /** The folder that holds what the learner writes. */
    static Path folder(Task task, Context context) {
        return on(task, context).target() instanceof Target.Command(var line, var directory, var own)
                ? directory
                : context.home().folder(Tree.EXERCISES, task);
    }

    /**
     * Grades the learner's work on some tasks, each as it is done.
     *
     * @param clock for all of them; each has its own where it is empty
     * @param options for all of them, but for target and clock
     */
    static Report grade(
            List<Task> tasks,
            Context context,
            Optional<Clock> clock,
            GradingOptions options,
            GradingListener listener) {
        long begun = System.nanoTime();
        Map<OwnWork, List<Task>> works = tasks.stream()
                .collect(Collectors.groupingBy(task -> on(task, context), LinkedHashMap::new, Collectors.toList()));
        List<TaskResult> results = new ArrayList<>();
        for (Map.Entry<OwnWork, List<Task>> work : works.entrySet()) {
            GradingOptions own = options.withTarget(work.getKey().target())
                    .withClock(clock.orElse(work.getKey().clock()));
            Report report = Grader.grade(work.getValue(), own, listener);
            if (works.size() == 1) {
                return report;
            }
            results.addAll(report.tasks());
        }
        List<String> order = tasks.stream().map(Task::id).toList();
        results.sort(Comparator.comparing(result -> order.indexOf(result.id())));
        return options.withTarget(EXERCISE.target()).report(results, Duration.ofNanos(System.nanoTime() - begun));
    }
}
