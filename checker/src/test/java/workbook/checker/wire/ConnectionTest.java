package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.WireLimits;

@Timeout(20)
class ConnectionTest {

    /** As localhost may be ::1 first, where nobody listens. */
    @Test
    void an_address_where_nobody_listens_is_followed_by_the_next() throws Exception {
        try (CannedServer server = new CannedServer(CannedServer.Peer::stay)) {
            TcpConnection connection = connection(server.uri().getPort(), "127.0.0.2", "127.0.0.1");
            assertEquals(address("127.0.0.1"), connection.open().remote().getAddress());
            connection.close();
        }
    }

    @Test
    void when_nobody_listens_anywhere_the_last_address_is_named() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        TcpConnection connection = connection(port, "127.0.0.2", "127.0.0.3", "127.0.0.1");
        IOException refused = assertThrows(NoConnectionException.class, connection::open);
        assertTrue(refused.getMessage().contains("127.0.0.1"), refused.getMessage());
    }

    @Test
    void a_half_close_waits_for_the_request() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
            assertTrue(peer.readHead().startsWith("GET /events "));
            assertEquals(-1, peer.read());
        })) {
            TcpConnection connection = connection(server.uri().getPort(), "127.0.0.1");
            connection.open();
            connection.halfClose();
            connection.write(WireRequest.get(server.uri()).toBytes());
            server.join();
            connection.close();
        }
    }

    /** On a busy machine the thread that connects may come late. */
    @Test
    void what_follows_the_request_does_not_overtake_it() throws Exception {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        try (CannedServer server = new CannedServer(peer -> {
            assertTrue(peer.readHead().startsWith("GET /events "));
            assertEquals('x', peer.read());
        })) {
            WireRequest request = WireRequest.get(server.uri());
            TcpConnection late = new TcpConnection(request, WireLimits.DEFAULT, Optional.empty(), host -> found.join());
            Journal journal = new Journal(WireLimits.DEFAULT, entry -> {});
            try (WireExchange exchange = new WireExchange(request, WireLimits.DEFAULT, late, journal)) {
                exchange.start();
                Thread sender = Thread.ofPlatform().start(() -> exchange.send(Bytes.of((byte) 'x')));
                while (sender.getState() != Thread.State.TIMED_WAITING && sender.isAlive()) {
                    Thread.onSpinWait();
                }
                found.complete(new InetAddress[] {address("127.0.0.1")});
                server.join();
                sender.join();
            }
        }
    }

    /** As systems put it when this machine has no file, no port or no memory left for a socket. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Too many open files",
                "Too many open files in system",
                "Cannot assign requested address",
                "Can't assign requested address",
                "No buffer space available (maximum connections reached?): connect",
            })
    void a_machine_that_can_open_nothing_more_is_not_a_host_that_cannot_be_reached(String reason) throws Exception {
        InetSocketAddress address = new InetSocketAddress(address("127.0.0.1"), 80);
        End.NoConnection end = ConnectFailure.of(new SocketException(reason), address, WireLimits.DEFAULT)
                .toEnd();
        assertEquals(End.NoConnection.Cause.EXHAUSTED, end.cause());
        assertTrue(end.reason().contains(reason) && end.reason().contains("127.0.0.1 port 80"), end.reason());
    }

    private static TcpConnection connection(int port, String... addresses) {
        WireRequest request = WireRequest.get(URI.create("http://several.test:" + port + "/"));
        return new TcpConnection(request, WireLimits.DEFAULT, Optional.empty(), host -> {
            assertEquals("several.test", host);
            return Stream.of(addresses).map(ConnectionTest::address).toArray(InetAddress[]::new);
        });
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
