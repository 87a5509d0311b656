package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.learner.Progress;
import workbook.checker.learner.SolutionDiff;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** {@code sse solution TASK}: what the solution adds, and its discussion. Shown after a pass, or after three tries. */
@Command(name = "solution", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class SolutionCommand implements Callable<Integer> {

    private static final int ENOUGH_TRIES = 3;

    @Parameters(paramLabel = "TASK", arity = "1")
    private String id;

    @Option(names = "--mine")
    private boolean mine;

    private final Screen screen;

    SolutionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Context context = Context.open(screen);
        Task task = context.task(id);
        context.requireSolution(task);
        Progress progress = Progress.read(context.home());
        int tries = progress.tries(task);
        if (!progress.done(task) && tries < ENOUGH_TRIES) {
            screen.complain(text(
                    "%s has not passed yet, and was tried %d of %d times. A hint brings you further: ./sse hint %1$s",
                    "%s 还没有通过，只试过 %d 次（满 %d 次可看答案）。先看提示更有帮助：./sse hint %1$s", task.id(), tries, ENOUGH_TRIES));
            return ExitCode.FAILED.code();
        }
        List<String> diff =
                mine ? SolutionDiff.fromMine(context.home(), task) : SolutionDiff.fromStub(context.home(), task);
        diff.forEach(line -> screen.out().println(painted(line)));
        screen.out().println();
        discussion(context, task);
        return ExitCode.PASSED.code();
    }

    private String painted(String line) {
        Theme theme = new Theme(screen.terminal().colour());
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> theme.paint(line.startsWith("+++") ? Ink.STRONG : Ink.GOOD, line);
            case '-' -> theme.paint(line.startsWith("---") ? Ink.STRONG : Ink.BAD, line);
            case '@' -> theme.paint(Ink.FAINT, line);
            default -> line;
        };
    }

    /** Prints why the solution is written this way, what else works, and common mistakes. */
    private void discussion(Context context, Task task) {
        try {
            var file = context.home().readme(Tree.SOLUTIONS, task, screen.language());
            if (Files.exists(file)) {
                screen.out().print(Files.readString(file));
                screen.out().println();
                screen.say(text(
                        "This discussion is in %s", "以上讲解在 %s", context.home().relative(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
