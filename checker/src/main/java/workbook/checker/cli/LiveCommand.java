package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.checker.browser.PageOpener;
import workbook.checker.classroom.console.ConsoleServer;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.WorkbookReader;

/** {@code sse live}: the instructor's console, until Ctrl-C. */
@Command(name = "live", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class LiveCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", defaultValue = "8070")
    private int port;

    @Option(names = "--clock", paramLabel = "fast|real", defaultValue = "real")
    private Clock clock;

    @Option(names = "--no-open")
    private boolean noBrowser;

    private final Screen screen;

    LiveCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        Context context = Context.open(screen);
        Ports.requireFree(port, "live");
        Knobs knobs = WorkbookReader.knobs(context.home());
        ConsoleServer server = ConsoleServer.start(context.home(), context.workbook(), knobs, clock, port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end of the console"));
        welcome(server);
        new CountDownLatch(1).await();
        return ExitCode.PASSED.code();
    }

    private void welcome(ConsoleServer server) {
        URI page = URI.create("http://127.0.0.1:" + server.port() + "/");
        screen.complain(text(
                "The console is at %s. Ctrl-C ends it, and what it started.",
                "控制台在 %s。按 Ctrl-C 结束控制台和它启动的所有程序。", page));
        if (!noBrowser) {
            PageOpener.here().open(page, Optional.empty());
        }
    }
}
