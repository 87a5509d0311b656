package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import workbook.checker.http.End;
import workbook.checker.http.WireLimits;

class IdleCutProxyTest {
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void passes_on_request_and_answer_as_they_are() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        try (CannedServer server = new CannedServer(peer -> {
                    request.complete(peer.readHead());
                    peer.send(HEAD + "5\r\nhello\r\n0\r\n\r\n");
                });
                IdleCutProxy proxy = before(server);
                WireExchange exchange = open(proxy)) {
            assertInstanceOf(End.Complete.class, exchange.awaitEnd(LIMIT).orElseThrow());
            assertEquals("hello", exchange.body().latin1());
            assertEquals(exchange.request().toBytes().latin1(), request.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void cuts_what_is_silent_for_too_long() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send(HEAD + "5\r\nhello\r\n");
                    peer.stay();
                });
                IdleCutProxy proxy = before(server);
                WireExchange exchange = open(proxy)) {
            assertInstanceOf(End.Cut.class, exchange.awaitEnd(LIMIT).orElseThrow());
            assertEquals("hello", exchange.body().latin1());
            assertTrue(lasted(exchange).compareTo(IDLE) >= 0, () -> "cut after " + lasted(exchange));
        }
    }

    @Test
    void lets_live_what_sends_in_time() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send(HEAD);
                    peer.socket().setSoTimeout(Math.toIntExact(IDLE.toMillis() / 4));
                    for (int n = 0; n < 8; n++) {
                        peer.send("1\r\n" + n + "\r\n");
                        assertSilent(peer);
                    }
                    peer.send("0\r\n\r\n");
                });
                IdleCutProxy proxy = before(server);
                WireExchange exchange = open(proxy)) {
            assertInstanceOf(End.Complete.class, exchange.awaitEnd(LIMIT).orElseThrow());
            assertEquals("01234567", exchange.body().latin1());
            assertTrue(lasted(exchange).compareTo(IDLE) > 0);
        }
    }

    @Test
    void tells_the_server_when_the_client_has_gone() throws Exception {
        CannedServer server = new CannedServer(peer -> {
            peer.readHead();
            peer.send(HEAD);
            peer.stay();
        });
        try (server;
                IdleCutProxy proxy =
                        IdleCutProxy.start("127.0.0.1", server.uri().getPort(), LIMIT)) {
            leave(open(proxy));
            server.join();
        }
    }

    @Test
    void cuts_what_is_open_when_it_is_closed() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
            peer.readHead();
            peer.send(HEAD);
            peer.stay();
        })) {
            assertFalse(throughOneThatCloses(server).awaitEnd(LIMIT).orElseThrow() instanceof End.Complete);
        }
    }

    private static WireExchange throughOneThatCloses(CannedServer server) {
        try (IdleCutProxy proxy = IdleCutProxy.start("127.0.0.1", server.uri().getPort(), LIMIT)) {
            WireExchange exchange = open(proxy);
            exchange.awaitHead(LIMIT).orElseThrow();
            return exchange;
        }
    }

    private static void leave(WireExchange exchange) {
        try (exchange) {
            exchange.awaitHead(LIMIT).orElseThrow();
        }
    }

    /** The client sends nothing, so a read is a wait of exactly its time limit. */
    private static void assertSilent(CannedServer.Peer peer) throws Exception {
        try {
            assertEquals(-1, peer.read(), "the client sent something");
        } catch (SocketTimeoutException silent) {
            return;
        }
    }

    private static Duration lasted(WireExchange exchange) {
        return exchange.log().getLast().at();
    }

    private static IdleCutProxy before(CannedServer server) {
        return IdleCutProxy.start("127.0.0.1", server.uri().getPort(), IDLE);
    }

    private static WireExchange open(IdleCutProxy proxy) {
        URI uri = URI.create("http://127.0.0.1:%d/events".formatted(proxy.port()));
        return WireClient.open(WireRequest.get(uri), WireLimits.DEFAULT, entry -> {});
    }
}
