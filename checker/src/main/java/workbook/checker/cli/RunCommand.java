package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.browser.PageOpener;
import workbook.checker.probe.Target;
import workbook.checker.server.Interruption;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.MachinePace;
import workbook.checker.server.Program;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.server.Trouble;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/**
 * {@code sse run TASK}: starts the server of a task, or the one in another language that is remembered for it, and shows what
 * it prints, until Ctrl-C.
 */
@Command(name = "run", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TASK", arity = "1")
    private String id;

    @Option(names = "--solution")
    private boolean solution;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080")
    private int port;

    @Option(names = "--redis", paramLabel = "URL")
    private URI redis;

    @Option(names = "--no-open")
    private boolean noBrowser;

    @Option(names = "--browser", paramLabel = "PATH")
    private Path browser;

    private final Screen screen;

    RunCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        Context context = Context.keepingStubs(screen);
        Task task = context.task(id);
        if (redis != null && !task.sharesLog()) {
            throw new UsageFault(text(
                    "The servers of %s have no log to share: --redis is for 6.1.",
                    "%s 的服务器没有共用的日志：--redis 只用于 6.1。", task.id()));
        }
        if (redis != null
                && (redis.getHost() == null
                        || !String.valueOf(redis.getScheme()).matches("rediss?"))) {
            throw new UsageFault(text(
                    "%s is no address of a Redis: wanted is one like redis://127.0.0.1:6379.",
                    "%s 不是 Redis 的地址：应类似 redis://127.0.0.1:6379。", redis));
        }
        if (solution) {
            context.requireSolution(task);
        }
        String command = "run " + task.id() + (solution ? " --solution" : "");
        Ports.requireFree(port, command);
        Program program = program(context, task);
        Knobs knobs = WorkbookReader.knobs(context.home());
        LaunchOptions options = LaunchOptions.quick(MachinePace.now().stretch(knobs.start()), knobs.stop())
                .echo(screen.out());
        try {
            return task.sharesLog() ? runNodes(task, program, options, command) : run(task, program, options, context);
        } catch (ServerException e) {
            if (e.trouble() instanceof Trouble.DoesNotCompile) {
                screen.complain(e.trouble().sentence());
                screen.complain(Text.same(e.trouble().detail()));
            } else {
                // What a started program printed is on the screen already.
                screen.complain(e.trouble().happened());
            }
            screen.complain(e.trouble().next());
            return ExitCode.NO_SERVER.code();
        }
    }

    /** @throws UsageFault if the task is done in another folder, and that is not there any more */
    private Program program(Context context, Task task) {
        if (!solution
                && OwnWork.on(task, context).target() instanceof Target.Command(var line, var directory, var own)) {
            screen.complain(text(
                    "%s is done by the command %s in %s. Back to the exercise in Java: ./sse check %1$s --java",
                    "任务 %s 由 %3$s 目录中的命令 %2$s 完成。回到 Java 练习：./sse check %1$s --java", task.id(), line, directory));
            return new Program.ShellCommand(line, directory);
        }
        return new Program.JavaFolder(
                context.home().folder(tree(), task),
                context.home().exerciseLibraries(),
                context.home().work());
    }

    private Tree tree() {
        return solution ? Tree.SOLUTIONS : Tree.EXERCISES;
    }

    private int runNodes(Task task, Program program, LaunchOptions options, String command)
            throws ServerException, InterruptedException {
        boolean well = new NodesRun(screen, task, command).run(program, port, Optional.ofNullable(redis), options);
        return well ? ExitCode.PASSED.code() : ExitCode.NO_SERVER.code();
    }

    private int run(Task task, Program program, LaunchOptions options, Context context)
            throws ServerException, InterruptedException {
        try (ServerUnderTest server = ServerUnderTest.start(program, port, Map.of(), options)) {
            screen.complain(text(
                    "%s %s runs on %s and was ready in %s. Ctrl-C ends it.",
                    "%s %s 运行在 %s，启动用时 %s。按 Ctrl-C 结束。",
                    task.id(),
                    task.title(),
                    server.address(),
                    Seconds.of(server.startup())));
            if (program instanceof Program.JavaFolder) {
                openPage(context.home(), task, server);
            }
            int code = server.awaitExit();
            Interruption.holdBack(); // Ctrl-C ends the server, too
            screen.complain(text("The server ended with code %d.", "服务器以退出码 %d 结束。", code));
            return code == 0 ? ExitCode.PASSED.code() : ExitCode.NO_SERVER.code();
        }
    }

    /**
     * Opens the page. It reloads itself when its script is saved: web/page.js does that at an address that ends like
     * this.
     */
    private void openPage(Home home, Task task, ServerUnderTest server) {
        Path source = home.page(tree(), task);
        if (!Files.exists(source)) {
            return;
        }
        URI page = server.address().resolve("/?reload");
        boolean opened = !noBrowser && PageOpener.here().open(page, Optional.ofNullable(browser));
        String script = home.relative(source);
        screen.complain(
                opened
                        ? text("Its page is in your browser, and follows %s.", "页面已在浏览器中打开，并随 %s 更新。", script)
                        : text("Its page is at %s, and follows %s.", "页面在 %s，并随 %s 更新。", page, script));
    }
}
