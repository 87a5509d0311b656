package workbook.bench.mutants;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import workbook.checker.mutation.Mutant;
import workbook.checker.mutation.Survivors;
import workbook.checker.mutation.TaskMutants;
import workbook.checker.mutation.TaskMutants.Fate;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** The mutants of one task, graded on the fast clock. */
public final class MutantRun {

    private final Task task;
    private final TaskMutants mutants;
    private final FateLog log;
    private final Survivors survivors;
    private final GradingOptions options;
    private final PrintWriter out;
    private List<Mutant> asked = List.of();

    public MutantRun(Home home, Workbook workbook, Task task, PrintWriter out) throws IOException {
        this.task = task;
        this.mutants = TaskMutants.of(home, task);
        this.log = FateLog.open(home.root().resolve("bench/target/mutants/" + task.id() + ".tsv"));
        this.survivors = Survivors.read(home, task);
        this.options = GradingOptions.of(home, workbook, WorkbookReader.knobs(home), new Target.Folder(Tree.EXERCISES));
        this.out = out;
    }

    /** Grades those that no earlier run has graded, so many at a time. */
    public void grade(int count, long seed, int atOnce) throws InterruptedException, ExecutionException {
        asked = count < mutants.all().size() ? mutants.drawn(count, seed) : mutants.all();
        List<Callable<Void>> runs = asked.stream()
                .filter(mutant -> log.of(mutant).isEmpty())
                .<Callable<Void>>map(mutant -> () -> grade(mutant, seed))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        }
    }

    private Void grade(Mutant mutant, long seed) {
        Fate fate = mutants.fate(mutant, options.withSeed(seed));
        log.put(mutant, fate);
        if (fate.kind() == Fate.Kind.SURVIVED || fate.kind() == Fate.Kind.BROKEN) {
            out.println(task.id() + " " + fate.kind() + " " + mutant + " " + fate.detail());
            out.flush();
        }
        return null;
    }

    /** In a line, and below it those that are neither caught nor explained. */
    public String summary() {
        List<Mutant> open = of(Fate.Kind.SURVIVED).stream()
                .filter(mutant -> survivors.of(mutant).isEmpty())
                .toList();
        long valid = asked.size() - of(Fate.Kind.INVALID).size();
        return "%s: %d mutants, %d caught, %d equivalent, %d free by the contract, %d later than a check may take, %d open, %d where the checker broke%s"
                .formatted(
                        task.id(),
                        valid,
                        of(Fate.Kind.CAUGHT).size(),
                        survivors.count(of(Fate.Kind.SURVIVED), Survivors.Kind.EQUIVALENT),
                        survivors.count(of(Fate.Kind.SURVIVED), Survivors.Kind.FREE),
                        survivors.count(of(Fate.Kind.SURVIVED), Survivors.Kind.LATE),
                        open.size(),
                        of(Fate.Kind.BROKEN).size(),
                        open.stream().map(mutant -> "\n  " + mutant).collect(Collectors.joining()));
    }

    private List<Mutant> of(Fate.Kind kind) {
        return asked.stream()
                .filter(mutant ->
                        log.of(mutant).filter(fate -> fate.kind() == kind).isPresent())
                .toList();
    }
}
