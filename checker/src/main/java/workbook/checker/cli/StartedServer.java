package workbook.checker.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.MachinePace;
import workbook.checker.server.Program;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;

/** A server that a command started, and may start again on the same port. */
final class StartedServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final String command;
    private ServerUnderTest running;

    private StartedServer(String command, ServerUnderTest running) {
        this.command = command;
        this.running = running;
    }

    /** @throws NoServer if it does not listen in time */
    static StartedServer start(String command) {
        return new StartedServer(command, launch(command, 0));
    }

    private static ServerUnderTest launch(String command, int port) {
        try {
            Program program = new Program.ShellCommand(command, Path.of("").toAbsolutePath());
            return ServerUnderTest.start(
                    program,
                    port,
                    Map.of(),
                    LaunchOptions.quick(MachinePace.now().stretch(START), STOP));
        } catch (ServerException e) {
            throw new NoServer(e.trouble().inFull());
        }
    }

    URI uri() {
        return running.uri();
    }

    /** Ends it, and starts it again on the same port. */
    void again() {
        int port = running.port();
        running.close();
        running = launch(command, port);
    }

    @Override
    public void close() {
        running.close();
    }
}
