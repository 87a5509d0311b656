package workbook.checker.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import workbook.checker.server.Program;
import workbook.checker.server.ServerArchive;
import workbook.checker.workbook.Tree;

/**
 * What the launcher runs once after a build, so that everything later starts faster: the classes that it loads go into
 * the checker's archive, and it makes the archive of the servers. Not for people.
 */
@Command(name = "prepare", hidden = true)
final class PrepareCommand implements Callable<Integer> {

    private static final String TASK = "1.2";

    @Spec
    private CommandSpec spec;

    private final Screen screen;

    PrepareCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Context context = Context.keepingStubs(screen);
        ServerArchive.prepare(new Program.JavaFolder(
                context.home().folder(Tree.SOLUTIONS, context.task(TASK)),
                context.home().exerciseLibraries(),
                context.home().work()));
        return spec.parent().commandLine().execute("check", TASK, "--solutions");
    }
}
