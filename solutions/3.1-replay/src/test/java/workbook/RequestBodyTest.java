package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much may come in, from one sender and from all together. */
class RequestBodyTest {

    /** A few of these bodies take all the room. */
    private static final int LARGEST = 4 << 20;

    private static final int MORE_THAN_FIT = 9;

    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .maxPayloadSize(LARGEST)
            .routing(routing -> routing.addFilter(new Guard(Config.empty())) // ends connections that say "close"
                    .post(
                            "/",
                            (req, res) -> res.send(
                                    Integer.toString(RequestBody.text(req).length()))))
            .build()
            .start();

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000})
    void readsAllOfIt(int length) throws IOException {
        String text = "x".repeat(length);
        assertEquals(Integer.toString(length), body(send("Content-Length: " + length, text)));
        String chunks = length == 0 ? "" : Integer.toHexString(length) + "\r\n" + text + "\r\n";
        assertEquals(Integer.toString(length), body(send("Transfer-Encoding: chunked", chunks + "0\r\n\r\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: " + LARGEST, "Transfer-Encoding: chunked"})
    void tellsWhoFindsNoRoomToComeAgain(String framing) throws IOException {
        for (int i = 0; i < MORE_THAN_FIT; i++) {
            send(framing, "1\r\n"); // the beginning of a chunk, or two bytes of many
        }
        String answer = answer(send(framing, "1\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.contains("Retry-After: "), answer);
        assertTrue(answer.contains("Connection: close"), answer);
        assertEquals("5", body(send("Content-Length: 5", "small")), "small bodies need no room");
    }

    private Socket send(String framing, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + framing + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** All that comes until the server closes. */
    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static String body(Socket socket) throws IOException {
        return answer(socket).split("\r\n\r\n", 2)[1];
    }
}
