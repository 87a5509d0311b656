package workbook.checker.classroom.console;

import static workbook.checker.text.Text.text;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.Map;
import workbook.checker.classroom.serving.HelidonLogging;
import workbook.checker.classroom.serving.Peer;
import workbook.checker.classroom.serving.WebFiles;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Workbook;

/** The console as a server, for this machine only. Whatever it started ends with it. */
public final class ConsoleServer implements AutoCloseable {

    private static final int CONNECTIONS = 200;
    private static final int LARGEST = 64 << 10;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** The frame shows what the proxy has, whose port is another for each task. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; frame-src http://127.0.0.1:*; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final WebServer server;
    private final Stage stage;
    private final WireLogFeed wall;

    private ConsoleServer(WebServer server, Stage stage, WireLogFeed wall) {
        this.server = server;
        this.stage = stage;
        this.wall = wall;
    }

    /**
     * Starts it, with no task running.
     *
     * @param clock on which tasks run until a window asks for the other one
     */
    public static ConsoleServer start(Home home, Workbook workbook, Knobs knobs, Clock clock, int port) {
        return start(home, workbook, knobs, clock, port, HEARTBEAT);
    }

    static ConsoleServer start(Home home, Workbook workbook, Knobs knobs, Clock clock, int port, Duration heartbeat) {
        HelidonLogging.keep();
        ConsoleTasks programme = new ConsoleTasks(home, workbook);
        WireLogFeed wall = new WireLogFeed();
        Stage stage = new Stage(home, knobs, clock, wall, programme.first());
        ConsoleService service = new ConsoleService(programme, stage, wall, heartbeat);
        try {
            WebServer server = WebServer.builder()
                    .host("127.0.0.1")
                    .port(port)
                    .shutdownHook(false) // the streams say goodbye first
                    .maxTcpConnections(CONNECTIONS)
                    .maxPayloadSize(LARGEST)
                    .shutdownGracePeriod(Duration.ofMillis(500))
                    .connectionOptions(socket -> socket.tcpNoDelay(true)
                            .readTimeout(Duration.ofSeconds(10))
                            .socketSendBufferSize(64 * 1024))
                    .routing(routing -> routing(routing, service))
                    .build()
                    .start();
            return new ConsoleServer(server, stage, wall);
        } catch (RuntimeException e) {
            stage.close();
            wall.close();
            throw e;
        }
    }

    private static void routing(HttpRouting.Builder routing, ConsoleService service) {
        routing.addFilter((chain, req, res) -> {
            if (Peer.ofThisMachine(req)) {
                chain.proceed();
            } else {
                ConsoleService.refuse(
                        res,
                        421,
                        text(
                                "Host: ask for 127.0.0.1 or localhost, not for %s.",
                                "Host：请用 127.0.0.1 或 localhost 访问，而不是 %s。", req.authority()));
            }
        });
        routing.register(service);
        WebFiles.serve(
                routing,
                POLICY,
                Map.of(
                        "/", "live/index.html",
                        "/live.js", "live/live.js",
                        "/chart.js", "live/chart.js",
                        "/live.css", "live/live.css",
                        "/page.js", "page.js",
                        "/wire-log.js", "wire-log.js",
                        "/workbook.css", "workbook.css"));
    }

    public int port() {
        return server.port();
    }

    /** Says goodbye to the windows, and ends the solution, the proxy and itself. */
    @Override
    public void close() {
        wall.close();
        stage.close();
        server.stop();
    }
}
