import io.helidon.webserver.WebServer;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The answer to HEAD has content. */
public final class HeadOfError {

    private HeadOfError() {}

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
            String requests = "HEAD /nothing HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            String answers = "";
            while (!answers.endsWith("hello")) {
                answers += (char) socket.getInputStream().read();
            }
            int end = answers.indexOf("\r\n\r\n") + 4;
            out.println("status: " + answers.substring("HTTP/1.1 ".length(), answers.indexOf("\r\n")));
            out.println("between this head and the next: \"" + answers.substring(end, answers.lastIndexOf("HTTP/1.1")) + "\"");
        } finally {
            server.stop();
        }
    }
}
