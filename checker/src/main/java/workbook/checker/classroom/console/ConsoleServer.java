package workbook.checker.classroom.console;

import static workbook.checker.text.Text.text;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.Map;
import workbook.checker.classroom.serving.HelidonLogging;
import workbook.checker.classroom.serving.RequestOrigin;
import workbook.checker.classroom.serving.TimedConnections;
import workbook.checker.classroom.serving.WebFiles;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Workbook;

/** The console as a server, for this machine only. Closing it ends everything that it has started. */
public final class ConsoleServer implements AutoCloseable {

    private static final int CONNECTIONS = 200;
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final int LARGEST = 64 << 10;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** The frame shows pages of the proxy, which has another port for each task. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; frame-src http://127.0.0.1:*; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final WebServer server;
    private final SolutionRun run;
    private final WireLogFeed wireLog;

    private ConsoleServer(WebServer server, SolutionRun run, WireLogFeed wireLog) {
        this.server = server;
        this.run = run;
        this.wireLog = wireLog;
    }

    /**
     * Starts the console with no task running.
     *
     * @param clock the clock of tasks until a window asks for the other one
     */
    public static ConsoleServer start(Home home, Workbook workbook, Knobs knobs, Clock clock, int port) {
        return start(home, workbook, knobs, clock, port, HEARTBEAT);
    }

    static ConsoleServer start(Home home, Workbook workbook, Knobs knobs, Clock clock, int port, Duration heartbeat) {
        HelidonLogging.keep();
        ConsoleTasks tasks = new ConsoleTasks(home, workbook);
        WireLogFeed wireLog = new WireLogFeed();
        SolutionRun run = new SolutionRun(home, knobs, clock, wireLog, tasks.first());
        ConsoleService service = new ConsoleService(tasks, run, wireLog, heartbeat);
        try {
            WebServer server = WebServer.builder()
                    .update(limited -> TimedConnections.limit(limited, WHOLE, CONNECTIONS))
                    .host("127.0.0.1")
                    .port(port)
                    .shutdownHook(false) // the streams must say goodbye first
                    .maxTcpConnections(CONNECTIONS)
                    .maxPayloadSize(LARGEST)
                    .shutdownGracePeriod(Duration.ofMillis(500))
                    .connectionOptions(socket -> socket.tcpNoDelay(true).socketSendBufferSize(64 * 1024))
                    .routing(routing -> routing(routing, service))
                    .build()
                    .start();
            return new ConsoleServer(server, run, wireLog);
        } catch (RuntimeException e) {
            run.close();
            wireLog.close();
            throw e;
        }
    }

    private static void routing(HttpRouting.Builder routing, ConsoleService service) {
        TimedConnections.observe(routing);
        routing.addFilter((chain, req, res) -> {
            if (RequestOrigin.isThisMachine(req)) {
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
        wireLog.close();
        run.close();
        server.stop();
    }
}
