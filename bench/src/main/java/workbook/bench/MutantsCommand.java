package workbook.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workbook.bench.mutants.MutantRun;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** Changes the solutions in one place at a time, and looks whether the checks notice. */
@Command(
        name = "mutants",
        mixinStandardHelpOptions = true,
        description = {
            "Changes what a learner writes in one place at a time, grades it on the fast clock, and lists what no check noticed.",
            "What was graded is kept in bench/target/mutants, so that a run which was interrupted goes on there."
        })
final class MutantsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TASK", description = "Numbers of tasks; all of them without one.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "So many of each task, drawn by --seed; all of them without it.")
    private Integer sample;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many are graded at a time. Default: ${DEFAULT-VALUE}.")
    private int atOnce;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Home home = Home.find();
        Workbook workbook = WorkbookReader.workbook(home);
        PrintWriter out = spec.commandLine().getOut();
        for (Task task : tasks(workbook)) {
            MutantRun run = new MutantRun(home, workbook, task, out);
            run.grade(sample == null ? Integer.MAX_VALUE : sample, seed, atOnce);
            out.println(run.summary());
            out.flush();
        }
        return 0;
    }

    private List<Task> tasks(Workbook workbook) {
        if (ids.isEmpty()) {
            return workbook.tasks();
        }
        return ids.stream()
                .map(id -> workbook.task(id)
                        .orElseThrow(() -> new BenchFault("There is no task " + id + ". See: ./sse list")))
                .toList();
    }
}
