import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.sse.SseSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A streamed answer says "Connection: close", and the connection stays open. */
public final class StaysOpen {

    private StaysOpen() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> routing.get("/", (req, res) -> {
                    try (SseSink sink = res.sink(SseSink.TYPE)) {
                        sink.emit(SseEvent.create("hello"));
                    }
                }))
                .build()
                .start();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(3000);
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out.println("first answer: " + answer(socket, in));
            out.println("second answer: " + answer(socket, in));
        } finally {
            server.stop();
        }
    }

    /** The status of an answer, and its field Connection; or that the connection has ended. */
    private static String answer(Socket socket, BufferedReader in) throws IOException {
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        String words = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("HTTP/1.1 ")) {
                words = line.substring("HTTP/1.1 ".length());
            } else if (line.toLowerCase(Locale.ROOT).startsWith("connection:")) {
                words += ", " + line;
            } else if (line.equals("0")) { // the last chunk
                in.readLine();
                return words;
            }
        }
        return "none, the connection has ended";
    }
}
