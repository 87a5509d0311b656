package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.http.End;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

@Timeout(20)
class AwaitTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration BEFORE = Duration.ofSeconds(Long.MIN_VALUE);

    private static WireExchange open(CannedServer server, WireListener listener) {
        return WireClient.open(WireRequest.get(server.uri()), WireLimits.DEFAULT, listener);
    }

    private static CannedServer answering(String answer) throws Exception {
        return new CannedServer(peer -> {
            peer.readHead();
            peer.send(answer);
            peer.stay();
        });
    }

    @Test
    void a_condition_that_held_for_one_item_only_is_not_missed() throws Exception {
        AtomicInteger chunks = new AtomicInteger();
        CountDownLatch waiting = new CountDownLatch(1);
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    assertTrue(waiting.await(5, TimeUnit.SECONDS));
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(50));
                    peer.stay();
                });
                WireExchange exchange = open(server, entry -> {
                    if (entry.item() instanceof WireItem.Chunk) {
                        chunks.incrementAndGet();
                    }
                })) {

            assertTrue(exchange.await(
                    () -> {
                        waiting.countDown();
                        return chunks.get() == 25;
                    },
                    SOON));
        }
    }

    @Test
    void the_end_of_the_exchange_ends_every_wait() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    assertTrue(waiting.await(5, TimeUnit.SECONDS));
                    peer.send("HTTP/1.1 204 No Content\r\n\r\n");
                });
                WireExchange exchange = open(server, entry -> {})) {

            assertFalse(exchange.await(
                    () -> {
                        waiting.countDown();
                        return false;
                    },
                    FOREVER));
            assertFalse(exchange.await(() -> false, FOREVER));
            assertTrue(exchange.await(() -> true, Duration.ZERO));
            assertTrue(exchange.await(() -> true, BEFORE));
        }
    }

    @Test
    void the_limit_ends_a_wait() throws Exception {
        try (CannedServer server = answering("HTTP/1.1 200 OK\r\n\r\n");
                WireExchange exchange = open(server, entry -> {})) {
            exchange.awaitHead(SOON).orElseThrow();
            long start = System.nanoTime();

            assertFalse(exchange.await(() -> false, Duration.ofMillis(50)));

            assertTrue(System.nanoTime() - start >= 50_000_000);
            assertFalse(exchange.await(() -> false, BEFORE));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {UnsupportedOperationException.class, AssertionError.class})
    void a_condition_that_throws_fails_its_waiter_only(Class<? extends Throwable> kind) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    assertTrue(waiting.await(5, TimeUnit.SECONDS));
                    peer.send("HTTP/1.1 204 No Content\r\n\r\n");
                });
                WireExchange exchange = open(server, entry -> {})) {

            assertThrows(
                    kind,
                    () -> exchange.await(
                            () -> {
                                waiting.countDown();
                                if (exchange.head().isPresent()) {
                                    if (kind == AssertionError.class) {
                                        throw new AssertionError();
                                    }
                                    throw new UnsupportedOperationException();
                                }
                                return false;
                            },
                            SOON));
            assertInstanceOf(End.Complete.class, exchange.awaitEnd(SOON).orElseThrow());
        }
    }

    @Test
    void a_listener_that_throws_ends_the_exchange_and_every_wait() throws Exception {
        AssertionError mine = new AssertionError("mine");
        try (CannedServer server = answering("HTTP/1.1 200 OK\r\n\r\n");
                WireExchange exchange = open(server, entry -> {
                    if (entry.item() instanceof WireItem.Head) {
                        throw mine;
                    }
                })) {

            IllegalStateException thrown =
                    assertThrows(IllegalStateException.class, () -> exchange.await(() -> false, SOON));

            assertEquals(mine, thrown.getCause());
            assertThrows(IllegalStateException.class, () -> exchange.awaitEnd(SOON));
            server.join();
            assertEquals(
                    new End.ClosedByUs(End.ClosedByUs.How.FAILURE),
                    exchange.end().orElseThrow());
        }
    }

    @Test
    void a_listener_that_throws_before_any_answer_is_noticed_at_once() throws Exception {
        try (CannedServer server = new CannedServer(CannedServer.Peer::stay);
                WireExchange exchange = open(server, entry -> {
                    throw new AssertionError();
                })) {

            assertTimeout(SOON, () -> assertThrows(IllegalStateException.class, () -> exchange.awaitEnd(FOREVER)));
        }
    }

    @Test
    void a_listener_cannot_wait_for_itself() throws Exception {
        CompletableFuture<WireExchange> opened = new CompletableFuture<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (CannedServer server = answering("HTTP/1.1 204 No Content\r\n\r\n");
                WireExchange exchange = open(server, entry -> {
                    if (entry.item() instanceof WireItem.Head) {
                        thrown.set(assertThrows(
                                IllegalStateException.class, () -> opened.join().awaitEnd(FOREVER)));
                    }
                })) {
            opened.complete(exchange);

            assertTrue(exchange.awaitEnd(SOON).isPresent());
            assertInstanceOf(IllegalStateException.class, thrown.get());
        }
    }

    @Test
    void an_interrupt_ends_a_wait_and_is_kept() throws Exception {
        try (CannedServer server = answering("HTTP/1.1 200 OK\r\n\r\n");
                WireExchange exchange = open(server, entry -> {})) {
            exchange.awaitHead(SOON).orElseThrow();
            Thread.currentThread().interrupt();

            assertThrows(CancellationException.class, () -> exchange.await(() -> false, FOREVER));
            assertTrue(Thread.interrupted());
        }
    }
}
