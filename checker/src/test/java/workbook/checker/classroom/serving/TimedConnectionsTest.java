package workbook.checker.classroom.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request must become whole in time, and is one. What is answered then may take as long as it likes. */
@Timeout(30)
class TimedConnectionsTest {

    private final CountDownLatch cut = new CountDownLatch(1);
    private final WebServer server = WebServer.builder()
            .update(limited -> TimedConnections.limit(limited, Duration.ofMillis(500), 9))
            .host("127.0.0.1")
            .port(0)
            .routing(this::routing)
            .build()
            .start();

    private void routing(HttpRouting.Builder routing) {
        TimedConnections.observe(routing);
        routing.get("/late", this::late)
                .post("/text", TimedConnectionsTest::text)
                .post("/late", (req, res) -> {
                    TextBody.text(req, 9);
                    late(req, res);
                });
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void late(ServerRequest req, ServerResponse res) throws InterruptedException {
        cut.await();
        res.send("late");
    }

    private static void text(ServerRequest req, ServerResponse res) throws IOException {
        res.send(TextBody.text(req, 9));
    }

    @Test
    void halfRequestsAreCutAndLateAnswersCome() throws IOException {
        try (Socket streaming = client("GET /late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                Socket posted =
                        client("POST /late HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx");
                Socket silent = client("");
                Socket halfHead = client("GET / HT");
                Socket halfBody = client("POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx");
                Socket kept = client("POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\ny")) {
            assertEquals("", all(silent));
            assertEquals("", all(halfHead));
            assertEquals("", all(halfBody));
            assertTrue(all(kept).endsWith("y"));
            cut.countDown();
            assertTrue(all(streaming).endsWith("late"));
            assertTrue(all(posted).endsWith("late"));
        }
    }

    @Test
    void whatIsLeftOfABodyIsNoRequest() throws IOException {
        String hidden = "POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\ny";
        String chunk = Integer.toHexString(hidden.length()) + ";x\r\n" + hidden + "\r\n0\r\n\r\n";
        try (Socket broken = client("POST /text HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk);
                Socket last = client("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + hidden)) {
            assertTrue(answers(broken) <= 1); // it may be lost with a connection that is reset
            assertTrue(answers(last) <= 1);
        }
    }

    private Socket client(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int answers(Socket socket) throws IOException {
        return all(socket).split("HTTP/1.1 ", -1).length - 1;
    }

    /** All that comes until the server closes. */
    private static String all(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }
}
