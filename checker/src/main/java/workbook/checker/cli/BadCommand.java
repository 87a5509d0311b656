package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.checker.bad.BadServer;
import workbook.checker.bad.Sins;

/** {@code sse bad}: a server that sins on request. */
@Command(name = "bad", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class BadCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", defaultValue = "8087")
    private int port;

    @Option(names = "--public")
    private boolean everywhere;

    @Option(names = "--list")
    private boolean list;

    private final Screen screen;

    BadCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Sins.all().forEach(sin -> screen.out()
                    .println("  /%-22s %s".formatted(sin.example(), sin.what().in(screen.language()))));
            return ExitCode.PASSED.code();
        }
        Ports.requireFree(port, "bad");
        try (BadServer server = BadServer.start(port, everywhere, screen.language())) {
            screen.complain(text(
                    "A bad server listens on %s, and lists its sins there. For example: curl -N %s/W4. Ctrl-C ends it.",
                    "行为不端的服务器监听 %s，并在该页面列出全部行为。例如：curl -N %s/W4。按 Ctrl-C 结束。", server.uri(), server.uri()));
            server.await();
            return ExitCode.PASSED.code();
        }
    }
}
