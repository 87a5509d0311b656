package workbook.checker.mutation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.server.Trouble;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** The mutants of what a learner writes in one task: the Java sources of the solution that the stub lacks or has otherwise. */
public final class TaskMutants {

    private static final Text DOES_NOT_COMPILE = new Trouble.DoesNotCompile("").sentence();

    private final Task task;
    private final Map<Path, String> solution;
    private final List<Mutant> all;

    private TaskMutants(Task task, Map<Path, String> solution, List<Mutant> all) {
        this.task = task;
        this.solution = solution;
        this.all = all;
    }

    public static TaskMutants of(Home home, Task task) {
        Map<Path, String> solution = EditedHome.texts(home.folder(Tree.SOLUTIONS, task));
        Map<Path, String> stub = EditedHome.texts(home.folder(Tree.EXERCISES, task));
        List<Mutant> all = solution.entrySet().stream()
                .filter(file -> file.getKey().toString().endsWith(".java"))
                .filter(file -> !file.getValue().equals(stub.get(file.getKey())))
                .flatMap(file -> SourceMutants.of(file.getKey(), file.getValue()).stream())
                .toList();
        return new TaskMutants(task, solution, all);
    }

    public List<Mutant> all() {
        return all;
    }

    /** Some of them, drawn by a seed. */
    public List<Mutant> drawn(int count, long seed) {
        List<Mutant> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    /**
     * Grades a mutant as a learner's own exercise, up to the first check that fails.
     *
     * @param options of a run on the exercises; their home is replaced
     */
    public Fate fate(Mutant mutant, GradingOptions options) {
        Map<Path, String> texts = new HashMap<>(solution);
        texts.computeIfPresent(mutant.file(), (file, source) -> mutant.applyTo(source));
        try (EditedHome edited = EditedHome.of(options.home(), task, texts)) {
            Report report = Grader.grade(
                    List.of(task), options.withHome(edited.home()).endingAtFailure(), GradingListener.NONE);
            return fate(report.tasks().getFirst());
        }
    }

    private static Fate fate(TaskResult result) {
        Optional<CheckResult> first = result.checks().stream()
                .filter(check ->
                        Set.of(Verdict.FAILED, Verdict.WARNED, Verdict.BROKEN).contains(check.verdict()))
                .findFirst();
        if (first.isPresent()) {
            boolean ours = first.get().verdict() == Verdict.BROKEN;
            return new Fate(
                    ours ? Fate.Kind.BROKEN : Fate.Kind.CAUGHT, first.get().id());
        }
        if (result.trouble().isPresent()) {
            Text sentence = result.trouble().get().sentence();
            Fate.Kind kind = sentence.equals(DOES_NOT_COMPILE) ? Fate.Kind.INVALID : Fate.Kind.CAUGHT;
            return new Fate(kind, sentence.en().lines().findFirst().orElse(""));
        }
        if (result.status() == Status.NOT_STARTED) {
            return new Fate(Fate.Kind.CAUGHT, "not started");
        }
        String skipped = result.checks().stream()
                .filter(check -> check.verdict() == Verdict.SKIPPED)
                .map(CheckResult::id)
                .collect(Collectors.joining(" "));
        return new Fate(Fate.Kind.SURVIVED, skipped.isEmpty() ? "" : "skipped " + skipped);
    }

    private static String reason(CheckResult check) {
        return check.finding()
                .map(finding -> finding.received().en().replaceAll("\\s+", " "))
                .orElse("");
    }

    /** What became of a mutant. */
    public record Fate(Kind kind, String detail) {

        /** How it ended. */
        public enum Kind {
            /** A check failed, or the program did not start. */
            CAUGHT,
            /** All checks passed. */
            SURVIVED,
            /** It does not compile. */
            INVALID,
            /** The checker broke. */
            BROKEN
        }
    }
}
