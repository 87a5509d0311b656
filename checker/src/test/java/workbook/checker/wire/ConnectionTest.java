package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    private static TcpConnection connection(int port, String... addresses) {
        WireRequest request = WireRequest.get(URI.create("http://several.test:" + port + "/"));
        return new TcpConnection(request, WireLimits.DEFAULT, null, host -> {
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
