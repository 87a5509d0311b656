package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.checker.http.End;
import workbook.checker.http.End.Cut.Place;
import workbook.checker.http.End.NoConnection.Cause;
import workbook.checker.http.WireLimits;

/** Every way in which an exchange ends, seen through real sockets. */
@Timeout(30)
class EndTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String ANSWER = HEAD + "4\r\na: b\r\n0\r\n\r\n";

    private static End endOf(URI uri, WireLimits limits) {
        try (WireExchange exchange = WireClient.open(WireRequest.get(uri), limits, entry -> {})) {
            return exchange.awaitEnd(SOON).orElseThrow();
        }
    }

    private static End endAfter(String answer) throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
            peer.readHead();
            peer.send(answer);
        })) {
            return endOf(server.uri(), WireLimits.DEFAULT);
        }
    }

    @Test
    void fin_at_each_byte() throws Exception {
        for (int i = 0; i < ANSWER.length(); i++) {
            End.Cut cut = assertInstanceOf(End.Cut.class, endAfter(ANSWER.substring(0, i)), "after " + i);

            assertEquals(i, cut.offset());
            assertEquals(placeAt(i), cut.place(), "after " + i);
        }
        assertInstanceOf(End.Complete.class, endAfter(ANSWER));
    }

    private static Place placeAt(int offset) {
        int inBody = offset - HEAD.length();
        List<Place> body = new ArrayList<>(List.of(Place.BETWEEN_CHUNKS, Place.IN_CHUNK_SIZE, Place.IN_CHUNK_SIZE));
        body.addAll(Collections.nCopies(6, Place.IN_CHUNK));
        body.addAll(List.of(Place.BETWEEN_CHUNKS, Place.IN_CHUNK_SIZE, Place.IN_CHUNK_SIZE));
        body.addAll(List.of(Place.IN_TRAILERS, Place.IN_TRAILERS));
        return offset == 0 ? Place.BEFORE_ANSWER : inBody < 0 ? Place.IN_HEAD : body.get(inBody);
    }

    @Test
    void rst_at_each_byte() throws Exception {
        for (int i = 0; i < ANSWER.length(); i++) {
            String part = ANSWER.substring(0, i);
            CountDownLatch arrived = new CountDownLatch(1);
            try (CannedServer server = new CannedServer(peer -> {
                        peer.readHead();
                        peer.send(part);
                        assertTrue(arrived.await(5, TimeUnit.SECONDS));
                        peer.reset();
                    });
                    WireExchange exchange =
                            WireClient.open(WireRequest.get(server.uri()), WireLimits.DEFAULT, entry -> {})) {
                assertTrue(exchange.await(() -> exchange.received() == part.length(), SOON));
                arrived.countDown();

                assertInstanceOf(End.Reset.class, exchange.awaitEnd(SOON).orElseThrow(), "after " + i);
                assertEquals(part, exchange.raw().latin1());
            }
        }
    }

    @Test
    void closing_completes_what_has_no_other_end() throws Exception {
        assertEquals(new End.Complete(End.Complete.By.CONNECTION_CLOSED, 21), endAfter("HTTP/1.1 200 OK\r\n\r\nhi"));
    }

    @Test
    void malformed() throws Exception {
        assertInstanceOf(End.Malformed.class, endAfter("hello\n"));
    }

    @Test
    void refused_says_what_to_do() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        End.NoConnection end = assertInstanceOf(
                End.NoConnection.class, endOf(URI.create("http://127.0.0.1:%d/".formatted(port)), WireLimits.DEFAULT));

        assertEquals(Cause.REFUSED, end.cause());
        assertEquals(
                "nothing listens on 127.0.0.1 port %d (connection refused); start the server or check the port"
                        .formatted(port),
                end.reason());
    }

    @Test
    void a_server_that_accepts_nothing_times_out() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Linux keeps one more than the backlog; then connecting gets no answer.
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            URI uri = URI.create("http://127.0.0.1:%d/".formatted(full.getLocalPort()));

            End.NoConnection end = assertInstanceOf(
                    End.NoConnection.class, endOf(uri, WireLimits.DEFAULT.withConnect(Duration.ofMillis(100))));

            assertEquals(Cause.TIMED_OUT, end.cause());
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void an_unknown_host_has_no_address() {
        End.NoConnection end = assertInstanceOf(
                End.NoConnection.class,
                endOf(URI.create("http://no-such-host.invalid/"), WireLimits.DEFAULT.withConnect(SOON.dividedBy(2))));

        // Without a network some resolvers take longer than the limit to say so.
        assertTrue(end.cause() == Cause.UNKNOWN_HOST || end.cause() == Cause.TIMED_OUT, end.toString());
        assertTrue(end.reason().contains("no-such-host.invalid"), end.reason());
    }

    @Test
    void more_bytes_than_the_limit() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1000));
            peer.stay();
        })) {
            End.LimitReached end =
                    assertInstanceOf(End.LimitReached.class, endOf(server.uri(), WireLimits.DEFAULT.withTotal(500)));

            assertEquals(500, end.limit());
            assertTrue(end.received() > 500, end.reason());
        }
    }
}
