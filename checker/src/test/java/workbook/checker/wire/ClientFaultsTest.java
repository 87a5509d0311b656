package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.http.End;
import workbook.checker.http.End.ClosedByUs.How;
import workbook.checker.http.WireLimits;

/** What the client can do to a server. */
@Timeout(20)
@SuppressWarnings("try") // Closing by hand, early and twice, is what is tested here.
class ClientFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String HEAD = "HTTP/1.1 200 OK\r\n\r\n";

    private static WireExchange get(CannedServer server) {
        return WireClient.open(WireRequest.get(server.uri()), WireLimits.DEFAULT, entry -> {});
    }

    @Test
    void stop_reading_blocks_the_server_and_resume_frees_it() throws Exception {
        try (ServerSocketChannel listening = ServerSocketChannel.open();
                Selector selector = Selector.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
            WireRequest request = WireRequest.get(URI.create("http://127.0.0.1:%d/".formatted(port)));
            try (WireExchange exchange =
                            WireClient.open(request, WireLimits.DEFAULT.withReceiveBuffer(4096), entry -> {});
                    SocketChannel peer = listening.accept()) {
                peer.setOption(StandardSocketOptions.SO_SNDBUF, 16 << 10);
                peer.configureBlocking(false);
                SelectionKey key = peer.register(selector, SelectionKey.OP_WRITE);
                long head = peer.write(ByteBuffer.wrap(HEAD.getBytes()));
                exchange.awaitHead(SOON).orElseThrow();

                exchange.stopReading();
                exchange.stopReading();
                long sent = writeUntilBlocked(peer, selector, 400);
                assertTrue(sent > 0 && sent < 1 << 20, "blocked after " + sent + " bytes");
                assertTrue(exchange.bodySize() < sent, "read " + exchange.bodySize() + " of " + sent);

                exchange.resumeReading();
                assertTrue(exchange.await(() -> exchange.bodySize() == sent, SOON));
                assertEquals(1, selector.select(5000));
                key.cancel();
                peer.close();
                assertEquals(
                        new End.Complete(End.Complete.By.CONNECTION_CLOSED, head + sent),
                        exchange.awaitEnd(SOON).orElseThrow());
            }
        }
    }

    /** @return the bytes that were taken before no more were for {@code millis} */
    private static long writeUntilBlocked(SocketChannel peer, Selector selector, long millis) throws IOException {
        long sent = 0;
        while (selector.select(millis) > 0) {
            selector.selectedKeys().clear();
            sent += peer.write(ByteBuffer.allocate(1024));
            assertTrue(sent < 100 << 20, "the server never blocked");
        }
        return sent;
    }

    @Test
    void reset_is_an_rst_to_the_server() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send(HEAD);
                    assertEquals(
                            "Connection reset",
                            assertThrows(SocketException.class, peer::read).getMessage());
                });
                WireExchange exchange = get(server)) {
            exchange.awaitHead(SOON).orElseThrow();

            exchange.reset();
            exchange.reset();
            exchange.close();

            assertEquals(new End.ClosedByUs(How.RST), exchange.awaitEnd(SOON).orElseThrow());
            server.join();
        }
    }

    @Test
    void close_is_a_fin_to_the_server() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send(HEAD);
                    assertEquals(-1, peer.read());
                });
                WireExchange exchange = get(server)) {
            exchange.awaitHead(SOON).orElseThrow();

            exchange.close();
            exchange.close();
            exchange.reset();

            assertEquals(new End.ClosedByUs(How.FIN), exchange.awaitEnd(SOON).orElseThrow());
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void half_close_is_an_eof_and_the_answer_still_arrives(boolean afterTheHead) throws Exception {
        CountDownLatch eof = new CountDownLatch(1);
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send(HEAD + "a");
                    assertEquals(-1, peer.read());
                    eof.countDown();
                    peer.send("b");
                });
                WireExchange exchange = get(server)) {
            if (afterTheHead) {
                exchange.awaitHead(SOON).orElseThrow();
            }
            exchange.halfClose();
            exchange.halfClose();

            assertTrue(eof.await(5, TimeUnit.SECONDS));
            assertInstanceOf(End.Complete.class, exchange.awaitEnd(SOON).orElseThrow());
            assertEquals("ab", exchange.body().utf8());
        }
    }

    @Test
    void close_wakes_a_reader_that_was_stopped() throws Exception {
        try (CannedServer server = new CannedServer(CannedServer.Peer::stay);
                WireExchange exchange = get(server)) {
            exchange.stopReading();
            exchange.close();
            exchange.stopReading();

            assertEquals(new End.ClosedByUs(How.FIN), exchange.awaitEnd(SOON).orElseThrow());
        }
    }

    @Test
    void close_ends_a_request_that_the_server_does_not_read() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (CannedServer server = new CannedServer(peer -> assertTrue(closed.await(15, TimeUnit.SECONDS)))) {
            WireRequest request = WireRequest.post(server.uri(), "text/plain", new byte[32 << 20]);
            WireExchange exchange = WireClient.open(request, WireLimits.DEFAULT, entry -> {});
            assertTrue(exchange.await(() -> !exchange.log().isEmpty(), SOON));

            assertTimeout(SOON, exchange::close);

            assertEquals(new End.ClosedByUs(How.FIN), exchange.awaitEnd(SOON).orElseThrow());
            closed.countDown();
        }
    }

    @Test
    void close_right_after_open_ends_it_too() throws Exception {
        for (String host : new String[] {"127.0.0.1", "no-such-host.invalid"}) {
            WireExchange exchange = WireClient.open(
                    WireRequest.get(URI.create("http://" + host + ":9/")), WireLimits.DEFAULT, entry -> {});
            exchange.halfClose();
            exchange.close();

            assertTrue(exchange.awaitEnd(SOON).isPresent(), host);
        }
    }
}
