package workbook.bench.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import workbook.checker.classroom.board.BoardServer;
import workbook.checker.classroom.board.TaskCatalogue;
import workbook.checker.classroom.console.ConsoleServer;
import workbook.checker.files.TemporaryFolder;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/** The board or the console in a process of its own, until SIGTERM. The board begins empty, with a known code. */
public final class ToolServer {

    static final String BOARD = "board";
    static final String CONSOLE = "console";

    private ToolServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Home home = Home.find();
        int port = arguments[0].equals(BOARD) ? board(home) : console(home);
        System.out.println("listening on http://127.0.0.1:" + port);
        new CountDownLatch(1).await();
    }

    private static int board(Home home) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create();
        Runtime.getRuntime().addShutdownHook(new Thread(folder::close));
        Path file = folder.path().resolve("reports.jsonl");
        Files.writeString(file, "{\"board\":\"attack\",\"code\":\"workbook\"}\n");
        return BoardServer.start(file, new TaskCatalogue(home, WorkbookReader.workbook(home)), "127.0.0.1", 0)
                .port();
    }

    private static int console(Home home) {
        return ConsoleServer.start(home, WorkbookReader.workbook(home), WorkbookReader.knobs(home), Clock.REAL, 0)
                .port();
    }
}
