package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.http.SampleAnswers.crlf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

/** What the log of an exchange shows, and when. */
@Timeout(20)
class WireExchangeTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static WireExchange get(CannedServer server) {
        return WireClient.open(WireRequest.get(server.uri()), WireLimits.DEFAULT, entry -> {});
    }

    @Test
    void what_is_sent_behind_the_request_arrives_and_is_in_the_log() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send("HTTP/1.1 101 Switching Protocols\r\n\r\n");
                    peer.send(peer.read() == 'p' ? "q" : "?");
                });
                WireExchange exchange = get(server)) {
            exchange.awaitHead(SOON).orElseThrow();
            exchange.send(Bytes.ofUtf8("p"));
            exchange.awaitEnd(SOON).orElseThrow();

            assertEquals("q", exchange.body().utf8());
            assertTrue(exchange.log().stream()
                    .anyMatch(entry -> entry.item().equals(new WireItem.Sent(Bytes.ofUtf8("p")))));
        }
    }

    @Test
    void each_byte_has_the_time_of_the_read_that_brought_it() throws Exception {
        SynchronousQueue<String> parts = new SynchronousQueue<>();
        String head = "HTTP/1.1 200 OK\r\n\r\n";
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send(head);
                    peer.send(parts.take());
                });
                WireExchange exchange = get(server)) {
            exchange.awaitHead(SOON).orElseThrow();
            parts.put("ab");
            exchange.awaitEnd(SOON).orElseThrow();

            List<WireEntry> reads = exchange.log().stream()
                    .filter(entry -> entry.item() instanceof WireItem.Received)
                    .toList();
            assertEquals(Optional.of(reads.getFirst().at()), exchange.arrivalOf(0));
            assertEquals(Optional.of(reads.getFirst().at()), exchange.arrivalOf(head.length() - 1));
            assertEquals(Optional.of(reads.getLast().at()), exchange.arrivalOf(head.length()));
            assertEquals(Optional.of(reads.getLast().at()), exchange.arrivalOf(head.length() + 1));
            assertEquals(Optional.empty(), exchange.arrivalOf(head.length() + 2));
        }
    }

    /** It stands at the gate, not in a read: the read that was under way brought something. */
    @Test
    @SuppressWarnings("try") // an explicit close is what is tested
    void close_wakes_a_reader_that_waits_to_go_on() throws Exception {
        SynchronousQueue<String> parts = new SynchronousQueue<>();
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send("HTTP/1.1 200 OK\r\n\r\n");
                    peer.send(parts.take());
                    peer.stay();
                });
                WireExchange exchange = get(server)) {
            exchange.awaitHead(SOON).orElseThrow();
            exchange.stopReading();
            parts.put("a");
            exchange.await(
                    () -> exchange.bodySize() == 1, Duration.ofMillis(200)); // it may have been at the gate already
            exchange.close();

            assertEquals(
                    new End.ClosedByUs(End.ClosedByUs.How.FIN),
                    exchange.awaitEnd(SOON).orElseThrow());
        }
    }

    @Test
    void the_log_shows_everything_in_order() throws Exception {
        List<WireEntry> heard = new ArrayList<>();
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send(CHUNKED + "5\r\nhello\r\n0\r\n\r\n");
                    assertEquals(-1, peer.read());
                });
                WireExchange exchange =
                        WireClient.open(WireRequest.get(server.uri()), WireLimits.DEFAULT, heard::add)) {

            assertEquals(
                    new End.Complete(End.Complete.By.LAST_CHUNK, CHUNKED.length() + 15),
                    exchange.awaitEnd(SOON).orElseThrow());
            server.join();

            List<WireEntry> log = exchange.log();
            assertEquals(
                    List.of(
                            WireItem.Connected.class,
                            WireItem.RequestSent.class,
                            WireItem.Received.class,
                            WireItem.Head.class,
                            WireItem.Chunk.class,
                            WireItem.Body.class,
                            WireItem.Chunk.class,
                            WireItem.Ended.class),
                    log.stream().map(entry -> entry.item().getClass()).toList());
            assertEquals(log, heard);
            assertEquals("hello", exchange.body().utf8());
            assertEquals(CHUNKED + "5\r\nhello\r\n0\r\n\r\n", exchange.raw().latin1());
            assertEquals(
                    exchange.request().toBytes(),
                    ((WireItem.RequestSent) log.get(1).item()).request());
            for (int i = 1; i < log.size(); i++) {
                assertTrue(log.get(i).nanos() >= log.get(i - 1).nanos());
                assertEquals(
                        log.get(i).nanos() - log.get(0).nanos(),
                        log.get(i).at().minus(log.get(0).at()).toNanos());
            }
        }
    }

    @Test
    void each_part_is_seen_before_the_next_is_sent() throws Exception {
        List<String> parts =
                List.of("HTTP/1.1 200 OK\r\nTransfer", "-Encoding: chunked\r\n\r\n", "5\r\nhe", "llo", "\r\n0\r\n\r\n");
        SynchronousQueue<String> next = new SynchronousQueue<>();
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    for (int i = 0; i < parts.size(); i++) {
                        peer.send(next.take());
                    }
                });
                WireExchange exchange = get(server)) {
            long size = 0;
            for (String part : parts) {
                assertTrue(next.offer(part, 5, TimeUnit.SECONDS));
                size += part.length();
                long wanted = size;
                assertTrue(exchange.await(() -> exchange.received() == wanted, SOON));
            }

            ResponseHead head = exchange.awaitHead(SOON).orElseThrow();
            Duration firstByte = exchange.arrivalOf(head.start()).orElseThrow();
            Duration lastByte = exchange.arrivalOf(head.end() - 1).orElseThrow();
            assertTrue(firstByte.compareTo(lastByte) < 0, firstByte + " " + lastByte);
            assertEquals(Optional.empty(), exchange.arrivalOf(size));
            List<WireItem.Body> bodies = exchange.log().stream()
                    .map(WireEntry::item)
                    .filter(WireItem.Body.class::isInstance)
                    .map(WireItem.Body.class::cast)
                    .toList();
            assertEquals(
                    List.of(
                            new WireItem.Body(head.end() + 3, 0, Bytes.ofUtf8("he")),
                            new WireItem.Body(head.end() + 5, 2, Bytes.ofUtf8("llo"))),
                    bodies);
        }
    }

    @Test
    void a_silent_server_is_no_end() throws Exception {
        try (CannedServer server = new CannedServer(CannedServer.Peer::stay);
                WireExchange exchange = get(server)) {

            assertEquals(Optional.empty(), exchange.awaitHead(Duration.ofMillis(100)));
            assertEquals(Optional.empty(), exchange.awaitEnd(Duration.ZERO));
            assertEquals(0, exchange.received());
        }
    }

    @Test
    void an_answer_is_read_while_a_long_request_is_not() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (CannedServer server = new CannedServer(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 413 Content Too Large\r\nX: y\r\n\r\n");
            assertTrue(answered.await(5, TimeUnit.SECONDS));
        })) {
            byte[] body = new byte[32 << 20];
            WireRequest request = WireRequest.post(server.uri(), "text/plain", body);
            try (WireExchange exchange = WireClient.open(request, WireLimits.DEFAULT, entry -> {})) {

                assertEquals(413, exchange.awaitHead(SOON).orElseThrow().status());
                assertFalse(exchange.log().stream().anyMatch(e -> e.item() instanceof WireItem.RequestSent));
                answered.countDown();
                assertTrue(exchange.awaitEnd(SOON).isPresent());
            }
        }
    }

    @Test
    void a_long_request_arrives_whole() throws Exception {
        byte[] body = new byte[1 << 20];
        try (CannedServer server = new CannedServer(peer -> {
            assertTrue(peer.readHead().contains("Content-Length: " + body.length));
            assertEquals(body.length, peer.socket().getInputStream().readNBytes(body.length).length);
            peer.send("HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            WireRequest request = WireRequest.post(server.uri(), "text/plain", body);
            try (WireExchange exchange = WireClient.open(request, WireLimits.DEFAULT, entry -> {})) {

                assertInstanceOf(End.Complete.class, exchange.awaitEnd(SOON).orElseThrow());
            }
        }
    }

    @Test
    void an_interim_answer_is_not_the_head() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
                    peer.readHead();
                    peer.send(crlf("""
                        HTTP/1.1 103 Early Hints

                        """));
                    peer.stay();
                });
                WireExchange exchange = get(server)) {

            assertTrue(exchange.await(
                    () -> exchange.log().stream().anyMatch(e -> e.item() instanceof WireItem.Interim), SOON));
            assertEquals(Optional.empty(), exchange.head());
        }
    }
}
