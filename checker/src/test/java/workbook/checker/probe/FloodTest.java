package workbook.checker.probe;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.http.End;
import workbook.checker.http.WireLimits;
import workbook.checker.server.MachinePace;
import workbook.checker.wire.WireRequest;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** A server that sends very many small things costs no more memory than was agreed, and is told apart from a slow one. */
@Timeout(60)
class FloodTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST = 500_000;

    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    private static Patience patience() {
        Home home = Home.find();
        return new Patience(
                GradingOptions.of(
                        home,
                        WorkbookReader.workbook(home),
                        WorkbookReader.knobs(home),
                        new Target.Folder(Tree.EXERCISES)),
                () -> MachinePace.USUAL);
    }

    private URI flooding(String head, byte[] repeated) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = listening.accept()) {
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(repeated);
                }
            } catch (IOException closed) {
                // The client has had enough, or the test is over.
            }
        });
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/events");
    }

    @ParameterizedTest
    @ValueSource(strings = {":\n", "\f\n", "data\n\n", "id: 1\n\n", "retry: 1\n", "data: x\n\n"})
    void aStreamOfSmallItemsEndsAsAFlood(String item) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
        WireRequest request = WireRequest.get(flooding(head, item.repeat(1000).getBytes(StandardCharsets.UTF_8)));
        try (Connection connection =
                Connection.open(text("connection 1", "连接 1"), request, request, WireLimits.DEFAULT, patience())) {
            End.Flood flood =
                    assertInstanceOf(End.Flood.class, connection.awaitEnd(LIMIT).orElseThrow());
            assertTrue(flood.items() > MOST, flood::reason);
            assertTrue(
                    connection.items().size() <= MOST, () -> connection.items().size() + " items were kept");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x89, 0x8a, 0x81})
    void aStreamOfEmptyFramesEndsAsAFlood(int opcode) {
        String head = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
        byte[] frames = new byte[2000];
        for (int i = 0; i < frames.length; i += 2) {
            frames[i] = (byte) opcode;
        }
        WireRequest request = WireRequest.get(flooding(head, frames));
        try (WebSocket socket = WebSocket.open(
                text("connection 1", "连接 1"), request, request, "0123456789abcdef", WireLimits.DEFAULT, patience())) {
            assertInstanceOf(
                    End.Flood.class, socket.connection().awaitEnd(LIMIT).orElseThrow());
            assertTrue(socket.frames().size() <= MOST, () -> socket.frames().size() + " frames were kept");
        }
    }
}
