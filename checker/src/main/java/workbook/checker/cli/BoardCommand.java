package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.checker.browser.PageOpener;
import workbook.checker.classroom.board.BoardServer;
import workbook.checker.classroom.board.TaskCatalogue;

/** {@code sse board}: the class at a glance, until Ctrl-C. */
@Command(name = "board", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class BoardCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", defaultValue = "8090")
    private int port;

    @Option(names = "--public")
    private boolean open;

    @Option(names = "--new")
    private boolean fresh;

    @Option(names = "--no-open")
    private boolean noBrowser;

    private final Screen screen;

    BoardCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Context context = Context.open(screen);
        Ports.requireFree(port, "board");
        Path file = context.home().work().resolve("board/reports.jsonl");
        if (fresh && Files.exists(file)) {
            Path aside = file.resolveSibling("reports-" + Instant.now().getEpochSecond() + ".jsonl");
            Files.move(file, aside);
            screen.complain(text(
                    "The board until now is kept in %s.",
                    "之前的看板保存在 %s。", context.home().relative(aside)));
        }
        try (BoardServer server = start(context, file)) {
            welcome(server);
            new CountDownLatch(1).await();
        }
        return ExitCode.PASSED.code();
    }

    private BoardServer start(Context context, Path file) {
        TaskCatalogue catalogue = new TaskCatalogue(context.home(), context.workbook());
        try {
            return BoardServer.start(file, catalogue, open ? "0.0.0.0" : "127.0.0.1", port);
        } catch (IllegalStateException taken) {
            throw new NoServer(
                    text("Another board of this workbook is running. End it first.", "本练习册的另一个看板正在运行。请先结束它。"));
        } catch (IOException e) {
            throw new UsageFault(text(
                    "%s cannot be used (%s). Begin a new board: ./sse board --new",
                    "无法使用 %s（%s）。可新建一个看板：./sse board --new", context.home().relative(file), e.getMessage()));
        }
    }

    private void welcome(BoardServer server) {
        URI page = URI.create("http://127.0.0.1:" + server.port() + "/");
        screen.complain(
                text("The board is at %s. Ctrl-C ends it; nothing is lost.", "看板在 %s。按 Ctrl-C 结束，数据不会丢失。", page));
        if (server.learners() > 0) {
            screen.complain(text("It goes on with %d learners.", "接着之前的 %d 位学员继续。", server.learners()));
        }
        List<String> hosts = open ? addresses() : List.of("127.0.0.1");
        if (open) {
            screen.complain(text(
                    "PUBLIC: everyone in your network can reach it. Names and verdicts travel as plain HTTP.",
                    "已公开：网络中的任何人都能访问。名字和结果以明文 HTTP 传输。"));
        }
        for (String host : hosts) {
            screen.complain(text(
                    "Learners join once with: ./sse join http://%s:%d --name NAME --code %s",
                    "学员只需加入一次：./sse join http://%s:%d --name 名字 --code %s", host, server.port(), server.code()));
        }
        if (open && !hosts.isEmpty()) {
            screen.complain(text(
                    "From another machine, the page is at: http://%s:%d/?code=%s",
                    "在其他机器上打开页面：http://%s:%d/?code=%s", hosts.getFirst(), server.port(), server.code()));
        }
        if (!noBrowser) {
            PageOpener.here().open(page, Optional.empty());
        }
    }

    private static List<String> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(BoardCommand::up)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static boolean up(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }
}
