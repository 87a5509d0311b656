package workbook.checker.classroom.board;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import workbook.checker.classroom.serving.HelidonLogging;
import workbook.checker.classroom.serving.TimedConnections;
import workbook.checker.classroom.serving.WebFiles;

/** The board as a server. All its state is in one file, so it can be stopped and started at any time. */
public final class BoardServer implements AutoCloseable {

    /** Letters and digits of a code, without those that look alike. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int CONNECTIONS = 1500;

    /** A whole class may have one address; a connection takes no longer than a report does. */
    private static final int PER_ADDRESS = 500;

    private static final Duration WHOLE = Duration.ofSeconds(10);

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final WebServer server;
    private final BoardFile journal;
    private final Board board;

    private BoardServer(WebServer server, BoardFile journal, Board board) {
        this.server = server;
        this.journal = journal;
        this.board = board;
    }

    /**
     * Starts the server.
     *
     * @param file what learners have reported so far; created if it does not exist
     * @throws IOException if the file cannot be used
     * @throws IllegalStateException if another board uses it
     */
    public static BoardServer start(Path file, TaskCatalogue catalogue, String host, int port) throws IOException {
        HelidonLogging.keep();
        Board[] made = new Board[1];
        BoardFile journal = BoardFile.open(file, new BoardFile.Head(letters(6), newCode()), catalogue, head -> {
            made[0] = new Board(head.id(), catalogue);
            return reader(made[0]);
        });
        BoardService service = new BoardService(made[0], journal, catalogue);
        try {
            WebServer server = WebServer.builder()
                    .update(limited -> TimedConnections.limit(limited, WHOLE, PER_ADDRESS))
                    .host(host)
                    .port(port)
                    .backlog(1024)
                    .maxTcpConnections(CONNECTIONS)
                    .maxPayloadSize(4L * BoardService.LARGEST)
                    .shutdownGracePeriod(Duration.ofMillis(200))
                    .connectionOptions(socket -> socket.tcpNoDelay(true).socketSendBufferSize(64 * 1024))
                    .routing(routing -> routing(routing, service))
                    .build()
                    .start();
            return new BoardServer(server, journal, made[0]);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static BoardFile.Reader reader(Board board) {
        return new BoardFile.Reader() {
            @Override
            public void take(BoardMessage message, Instant at) {
                board.take(message, at);
            }

            @Override
            public void skip() {
                board.skip();
            }
        };
    }

    private static void routing(HttpRouting.Builder routing, BoardService service) {
        TimedConnections.observe(routing);
        routing.register(service);
        WebFiles.serve(
                routing,
                POLICY,
                Map.of(
                        "/", "board/index.html",
                        "/board.js", "board/board.js",
                        "/board.css", "board/board.css",
                        "/page.js", "page.js",
                        "/workbook.css", "workbook.css"));
    }

    private static String newCode() {
        return letters(4) + "-" + letters(4);
    }

    private static String letters(int count) {
        return new SecureRandom()
                .ints(count, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    public int port() {
        return server.port();
    }

    /** The code that learners join with. */
    public String code() {
        return journal.head().code();
    }

    public int learners() {
        return board.learners();
    }

    @Override
    public void close() throws IOException {
        server.stop();
        journal.close();
    }
}
