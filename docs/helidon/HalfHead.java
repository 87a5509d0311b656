import io.helidon.webserver.WebServer;
import java.io.PrintStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A request that never becomes whole is never given up, whatever timeouts are set. */
public final class HalfHead {

    private HalfHead() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    private static final int WATCHED_SECONDS = 4;

    static void run(PrintStream out) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .idleConnectionTimeout(Duration.ofSeconds(1))
                .idleConnectionPeriod(Duration.ofSeconds(1))
                .connectionOptions(socket -> socket.readTimeout(Duration.ofSeconds(1)))
                .routing(routing -> routing.get("/", (req, res) -> res.send("hello")))
                .build()
                .start();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(WATCHED_SECONDS * 1000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            try {
                int first = socket.getInputStream().read();
                out.println(first < 0 ? "ended" : "answered");
            } catch (SocketTimeoutException silent) {
                out.println("still open after " + WATCHED_SECONDS + " s, with timeouts of 1 s");
            }
        } finally {
            server.stop();
        }
    }
}
