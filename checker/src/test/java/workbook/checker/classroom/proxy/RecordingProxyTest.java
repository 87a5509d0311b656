package workbook.checker.classroom.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.checker.finding.WireLine;

/** The proxy over real sockets: what it passes on, what it writes down, and what it does to connections. */
@Timeout(60)
class RecordingProxyTest {

    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final Seen seen = new Seen();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private RecordingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = RecordingProxy.start(
                path -> path.equals("/.live/a.js")
                        ? Optional.of(new OwnFiles.Content("text/javascript", "default-src 'none'", new byte[] {'1'}))
                        : Optional.empty(),
                seen);
        proxy.server(OptionalInt.of(server.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void chunksEventsAndTheReturningIdAreWrittenDown() throws Exception {
        Socket client = client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: 6\r\n\r\n");
        Socket behind = accept();
        assertTrue(requestOf(behind).contains("Last-Event-ID: 6"));
        send(behind, STREAM + "6\r\nid: 7\n\r\n" + "9\r\ndata: a\n\n\r\n");
        assertTrue(await(() -> seen.dispatched().size() == 1));
        assertEquals(List.of("message \"a\"  id 7"), seen.dispatched());
        assertEquals(List.of("GET /events HTTP/1.1", "Last-Event-ID: 6"), seen.texts(WireLine.Kind.SENT));
        List<WireLine> bytes = seen.lines(WireLine.Kind.BYTES);
        assertEquals(
                List.of("id: 7\\n", "data: a\\n\\n"),
                bytes.stream().map(line -> line.text().en()).toList());
        assertTrue(bytes.stream().allMatch(WireLine::chunkEdge));
        ProxiedExchange exchange = seen.passages.getFirst();
        assertEquals(ProxiedExchange.Kind.STREAM, exchange.kind());
        assertEquals("6", exchange.lastEventId());
        assertEquals("7", exchange.newestId());
        send(behind, "0\r\n\r\n");
        assertTrue(await(() -> exchange.ending().equals(Optional.of(ExchangeEnd.COMPLETE))));
        assertTrue(read(client, "0\r\n\r\n").contains("data: a"));
    }

    @Test
    void timesAreThoseOfArrival() throws Exception {
        client("GET /events HTTP/1.1\r\nHost: localhost:1\r\n\r\n");
        Socket behind = accept();
        requestOf(behind);
        send(behind, STREAM + "9\r\ndata: a\n\n\r\n");
        assertTrue(await(() -> seen.dispatched().size() == 1));
        long between = System.nanoTime();
        send(behind, "9\r\ndata: b\n\n\r\n");
        assertTrue(await(() -> seen.dispatched().size() == 2));
        List<WireLine> bytes = seen.lines(WireLine.Kind.BYTES);
        Duration edge = Duration.ofNanos(between - seen.passages.getFirst().opened());
        assertTrue(bytes.get(0).at().compareTo(edge) <= 0, bytes::toString);
        assertTrue(bytes.get(1).at().compareTo(edge) >= 0, bytes::toString);
    }

    @Test
    void severalRequestsOfOneConnectionAreToldApart() throws Exception {
        Socket client = client("POST /messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nhello");
        Socket behind = accept();
        assertTrue(requestOf(behind).endsWith("hello"));
        send(behind, "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id\":1}");
        read(client, "{\"id\":1}");
        send(client, "GET /.live/a.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertTrue(read(client, "\r\n\r\n1").contains("default-src 'none'"));
        send(client, "GET /clients HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertTrue(requestOf(behind).startsWith("GET /clients"));
        send(behind, "HTTP/1.1 204 No Content\r\n\r\n");
        read(client, "\r\n\r\n");
        assertTrue(await(() -> seen.ended() == 2));
        assertEquals(
                List.of(201, 204),
                seen.passages.stream().map(ProxiedExchange::status).toList());
        assertTrue(seen.texts(WireLine.Kind.SENT).contains("hello"));
    }

    @Test
    void aCutIsSeenByBothSidesAndTheClientComesBack() throws Exception {
        Socket client = client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Socket behind = accept();
        requestOf(behind);
        send(behind, STREAM);
        read(client, "\r\n\r\n");
        assertEquals(1, proxy.cut(RecordingProxy.Cut.RST));
        assertThrows(IOException.class, () -> drain(client));
        assertTrue(gone(behind));
        assertEquals(Optional.of(ExchangeEnd.CUT), seen.passages.getFirst().ending());
        client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: 1\r\n\r\n");
        assertTrue(requestOf(accept()).contains("Last-Event-ID: 1"));
    }

    @Test
    void aCutCanBeAClose() throws Exception {
        Socket client = client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Socket behind = accept();
        requestOf(behind);
        send(behind, STREAM);
        read(client, "\r\n\r\n");
        proxy.cut(RecordingProxy.Cut.FIN);
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void aSlowClientHoldsUpOnlyItself() throws Exception {
        Socket slow = client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Socket behindSlow = accept();
        requestOf(behindSlow);
        Socket quick = client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Socket behindQuick = accept();
        requestOf(behindQuick);
        send(behindSlow, STREAM);
        read(slow, "\r\n\r\n");
        assertTrue(await(() -> seen.passages.size() == 2));
        assertTrue(proxy.slow(seen.passages.getFirst().number(), true));
        String event = "9\r\ndata: a\n\n\r\n";
        send(behindSlow, event); // the read under way may still take all of this
        read(slow, event);
        send(behindSlow, event.repeat(4));
        send(behindQuick, STREAM + event.repeat(50));
        read(quick, event.repeat(50));
        assertTrue(seen.passages.getFirst().events() < 5, "the slow one was as fast as the quick one");
        List<WireLine> last = seen.lines(WireLine.Kind.BYTES).stream()
                .filter(line -> line.text().en().length() <= 2)
                .toList();
        assertTrue(await(() -> seen.passages.getFirst().events() >= 2), last::toString);
        proxy.slow(seen.passages.getFirst().number(), false);
        assertTrue(await(() -> seen.passages.getFirst().events() == 5));
    }

    /** What the client does not read stays with the server: neither the proxy nor its listener collects it. */
    @Test
    void aFloodToAClientThatDoesNotReadIsHeldBack() throws Exception {
        Socket client = new Socket();
        sockets.add(client);
        client.setReceiveBufferSize(8 << 10);
        client.connect(new java.net.InetSocketAddress("127.0.0.1", proxy.port()));
        send(client, "GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Socket behind = accept();
        requestOf(behind);
        send(behind, STREAM);
        AtomicLong written = new AtomicLong();
        Thread flood = Thread.ofVirtual().start(() -> {
            try {
                byte[] chunk = ("400\r\n" + "data: " + "x".repeat(1016) + "\n\n\r\n").getBytes();
                while (written.addAndGet(chunk.length) < 256 << 20) {
                    behind.getOutputStream().write(chunk);
                }
            } catch (IOException cut) {
                return;
            }
        });
        assertTrue(await(() -> written.get() > 64 << 10));
        long before = -1;
        for (int same = 0; same < 20; same = written.get() == before ? same + 1 : 0) {
            before = written.get();
            flood.join(Duration.ofMillis(25));
        }
        assertTrue(written.get() < 16 << 20, "the server could send " + written.get() + " bytes to nobody");
        proxy.cut(RecordingProxy.Cut.RST);
        assertTrue(flood.join(Duration.ofSeconds(10)));
    }

    @Test
    void whoComesWithoutAServerIsRefused() throws Exception {
        proxy.server(OptionalInt.empty());
        Socket client = client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertTrue(gone(client));
        assertTrue(await(() -> seen.ended() == 1));
        assertEquals(
                Optional.of(ExchangeEnd.NO_SERVER), seen.passages.getFirst().ending());
    }

    @Test
    void whoComesByAnotherNameIsRefused() throws Exception {
        Socket client = client("GET /events HTTP/1.1\r\nHost: rebound.example\r\n\r\n");
        assertTrue(read(client, "\r\n\r\n").startsWith("HTTP/1.1 421"));
        Socket foreign = client("POST /messages HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example\r\n\r\n");
        assertTrue(read(foreign, "\r\n\r\n").startsWith("HTTP/1.1 403"));
        assertTrue(read(client("nonsense\r\n\r\n"), "\r\n\r\n").startsWith("HTTP/1.1 400"));
        Socket huge = client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(70_000));
        assertTrue(gone(huge));
        assertTrue(seen.passages.isEmpty());
    }

    @Test
    void aWebSocketPassesThrough() throws Exception {
        Socket client =
                client("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        Socket behind = accept();
        requestOf(behind);
        send(
                behind,
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\u0081\u0001");
        send(behind, "5");
        read(client, "\u0081\u00015");
        assertEquals(List.of("message \"5\""), seen.dispatched());
        send(client, "abc");
        assertEquals("abc", new String(behind.getInputStream().readNBytes(3), StandardCharsets.ISO_8859_1));
        assertEquals(ProxiedExchange.Kind.SOCKET, seen.passages.getFirst().kind());
    }

    @Test
    void whoLeftIsToldApartFromWhoWasLeft() throws Exception {
        Socket client = client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Socket behind = accept();
        requestOf(behind);
        send(behind, STREAM);
        read(client, "\r\n\r\n");
        client.close();
        assertTrue(await(() -> seen.ended() == 1));
        assertEquals(Optional.of(ExchangeEnd.CLIENT_LEFT), seen.passages.get(0).ending());
        assertTrue(gone(behind));
        client("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Socket second = accept();
        requestOf(second);
        send(second, STREAM + "9\r\nda");
        second.close();
        assertTrue(await(() -> seen.ended() == 2));
        assertEquals(
                Optional.of(ExchangeEnd.SERVER_CLOSED), seen.passages.get(1).ending());
    }

    // --- sockets

    private Socket client(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), proxy.port());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        send(socket, request);
        return socket;
    }

    private Socket accept() throws IOException {
        Socket socket = server.accept();
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String requestOf(Socket socket) throws IOException {
        String head = read(socket, "\r\n\r\n");
        int at = head.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static String read(Socket socket, String until) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (!text.toString().endsWith(until)) {
            int next = in.read();
            assertTrue(next >= 0, () -> "ended after " + text);
            text.append((char) next);
        }
        return text.toString();
    }

    private static void drain(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            continue;
        }
    }

    /** Waits for the close, however it comes: FIN and RST race where bytes were under way. */
    private static boolean gone(Socket socket) {
        try {
            drain(socket);
            return true;
        } catch (java.net.SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private boolean await(BooleanSupplier condition) throws InterruptedException {
        return seen.await(condition);
    }

    /** Keeps everything, unlike the console. */
    private static final class Seen implements TrafficListener {

        private final List<ProxiedExchange> passages = new CopyOnWriteArrayList<>();
        private final List<WireLine> lines = new ArrayList<>();

        @Override
        public synchronized void changed(ProxiedExchange exchange) {
            if (!passages.contains(exchange)) {
                passages.add(exchange);
            }
            notifyAll();
        }

        @Override
        public synchronized void saw(ProxiedExchange exchange, List<WireLine> more) {
            if (lines.size() < 100_000) {
                lines.addAll(more);
            }
            notifyAll();
        }

        synchronized boolean await(BooleanSupplier condition) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
                wait(10);
            }
            return condition.getAsBoolean();
        }

        synchronized List<WireLine> lines(WireLine.Kind kind) {
            return lines.stream().filter(line -> line.kind() == kind).toList();
        }

        List<String> texts(WireLine.Kind kind) {
            return lines(kind).stream().map(line -> line.text().en()).toList();
        }

        synchronized List<String> dispatched() {
            return lines.stream().flatMap(line -> line.dispatched().stream()).toList();
        }

        long ended() {
            return passages.stream()
                    .filter(exchange -> exchange.ending().isPresent())
                    .count();
        }
    }
}
