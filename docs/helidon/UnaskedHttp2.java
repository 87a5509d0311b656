import io.helidon.webserver.WebServer;
import java.io.PrintStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** With helidon-webserver-http2 on the class path, a plain port that nobody configured speaks HTTP/2. */
public final class UnaskedHttp2 {

    private UnaskedHttp2() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> routing.get("/", (req, res) -> res.send("hello")))
                .build()
                .start();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(3000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS, empty
            byte[] head = socket.getInputStream().readNBytes(9);
            out.println(
                    head.length == 9 && head[3] == 4
                            ? "a SETTINGS frame of HTTP/2"
                            : "no HTTP/2: " + head.length + " bytes");
        } catch (SocketTimeoutException silent) {
            out.println("no HTTP/2: silence");
        } finally {
            server.stop();
        }
    }
}
