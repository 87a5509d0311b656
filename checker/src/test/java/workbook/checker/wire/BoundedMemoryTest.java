package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

/** A server that never stops costs no more memory than was agreed. */
@Timeout(60)
class BoundedMemoryTest {
    private static final long MIB = 1 << 20;
    private static final WireLimits SMALL = WireLimits.DEFAULT.withStored(MIB).withTotal(128 * MIB);

    private static CannedServer flooding(String head, String repeated) throws IOException {
        byte[] block = repeated.repeat((256 << 10) / repeated.length()).getBytes(StandardCharsets.ISO_8859_1);
        return new CannedServer(peer -> {
            peer.readHead();
            peer.send(head);
            OutputStream out = peer.socket().getOutputStream();
            try {
                while (true) {
                    out.write(block);
                }
            } catch (IOException closed) {
                // The client has had enough.
            }
        });
    }

    @Test
    void a_flood_is_counted_but_not_kept() throws Exception {
        AtomicLong heard = new AtomicLong();
        try (CannedServer server = flooding("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1024));
                WireExchange exchange = WireClient.open(WireRequest.get(server.uri()), SMALL, entry -> {
                    if (entry.item() instanceof WireItem.Body body) {
                        heard.addAndGet(body.bytes().size());
                    }
                })) {

            End.LimitReached end = assertInstanceOf(
                    End.LimitReached.class,
                    exchange.awaitEnd(Duration.ofSeconds(30)).orElseThrow());

            assertTrue(end.received() > 128 * MIB);
            assertEquals(end.received(), exchange.received());
            assertEquals(end.received() - 19, exchange.bodySize());
            assertEquals(exchange.bodySize(), heard.get());
            assertTrue(exchange.raw().size() > MIB / 2 && exchange.raw().size() <= MIB);
            assertKeptWithin(exchange);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|1\r\nx\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|1;a\r\nx\r\n",
                "|HTTP/1.1 103\na:\nb:\nc:\nd:\n\n"
            })
    void many_small_items_are_bounded_by_what_they_cost(String flood) throws Exception {
        int bar = flood.indexOf('|');
        try (CannedServer server = flooding(flood.substring(0, bar), flood.substring(bar + 1));
                WireExchange exchange =
                        WireClient.open(WireRequest.get(server.uri()), SMALL.withTotal(4 * MIB), entry -> {})) {

            assertInstanceOf(
                    End.LimitReached.class,
                    exchange.awaitEnd(Duration.ofSeconds(30)).orElseThrow());
            assertKeptWithin(exchange);
        }
    }

    private static void assertKeptWithin(WireExchange exchange) {
        List<WireEntry> log = exchange.log();
        assertTrue(log.size() <= MIB / Journal.ITEM_COST + 10, "entries " + log.size());
        assertEquals(
                1,
                log.stream()
                        .filter(entry -> entry.item() instanceof WireItem.Note note
                                && note.text()
                                        .equals("the log is full at 1048576 bytes: what follows is counted, not kept"))
                        .count());
        assertInstanceOf(WireItem.Ended.class, log.getLast().item());
    }

    @Test
    void an_item_costs_what_the_limit_assumes() {
        // Code that is not compiled yet allocates what compiled code does not, so that the least of some rounds counts.
        // Twice the cost, since what is garbage at once counts, too: the list of one item, and the arrays that were too
        // short.
        long perItem = IntStream.range(0, 5)
                .mapToLong(round -> allocatedPerItem())
                .min()
                .orElseThrow();
        assertTrue(perItem <= Journal.ITEM_COST * 2, "bytes for one item: " + perItem);
    }

    private static long allocatedPerItem() {
        int count = 200_000;
        Journal journal = new Journal(WireLimits.DEFAULT, entry -> {});
        long before = allocated();
        for (int i = 0; i < count; i++) {
            journal.add(i, List.of(new WireItem.Received(i, Bytes.of((byte) i))));
        }
        long perItem = (allocated() - before) / count;
        assertEquals(count, journal.entries().size());
        return perItem;
    }

    /** What this thread took from the heap, an upper bound of what it keeps; other tests use the heap at the same time. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
