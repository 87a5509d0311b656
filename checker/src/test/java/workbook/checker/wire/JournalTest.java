package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.Framing;
import workbook.checker.http.HeaderField;
import workbook.checker.http.Headers;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

@Timeout(20)
class JournalTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final WireItem ENDED = new WireItem.Ended(new End.ClosedByUs(End.ClosedByUs.How.FIN));

    @Test
    void an_entry_knows_its_time_from_the_start() {
        long before = System.nanoTime();
        Journal journal = new Journal(WireLimits.DEFAULT, entry -> {});
        long now = System.nanoTime();
        journal.add(now, List.of(note("now")));
        journal.add(now + 5_000_000, List.of(note("later")));

        List<Duration> times = journal.entries().stream().map(WireEntry::at).toList();
        assertTrue(times.get(0).toNanos() >= 0 && times.get(0).toNanos() <= now - before, times.toString());
        assertEquals(Duration.ofMillis(5), times.get(1).minus(times.get(0)));
    }

    @Test
    void who_waits_for_what_never_comes_is_told_at_the_end() throws Exception {
        Journal journal = new Journal(WireLimits.DEFAULT, entry -> {});
        FutureTask<Boolean> waiting = waiting(journal, () -> false);
        journal.add(0, List.of(ENDED));
        assertFalse(waiting.get());
    }

    @Test
    void who_waits_for_the_end_sees_it() throws Exception {
        Journal journal = new Journal(WireLimits.DEFAULT, entry -> {});
        FutureTask<Boolean> waiting = waiting(journal, () -> journal.end().isPresent());
        journal.add(0, List.of(ENDED));
        assertTrue(waiting.get());
    }

    @Test
    void the_first_fault_of_the_client_is_the_one_that_is_told() {
        Journal journal = new Journal(WireLimits.DEFAULT, entry -> {});
        Exception first = new Exception("first");
        journal.fail(first);
        journal.fail(new Exception("second"));

        assertTrue(journal.hasFailed());
        Exception told = assertThrows(IllegalStateException.class, () -> journal.await(() -> false, LONG));
        assertSame(first, told.getCause());
    }

    @Test
    void items_are_kept_until_their_cost_is_the_limit() {
        assertKept(10, Journal.ITEM_COST + 7, new WireItem.Received(0, Bytes.ofUtf8("1234567")));
        assertKept(10, Journal.ITEM_COST + 7, new WireItem.Sent(Bytes.ofUtf8("1234567")));
        assertKept(10, Journal.ITEM_COST + 4, new WireItem.Chunk(0, 0, 3, ";a=b"));
        assertKept(
                10, Journal.ITEM_COST, new WireItem.Body(0, 0, Bytes.ofUtf8("shares the array of what was received")));
        assertKept(10, Journal.ITEM_COST, note("x"));
    }

    @Test
    void an_interim_answer_costs_its_bytes_and_its_fields() {
        Headers fields = new Headers(List.of(new HeaderField("a", ""), new HeaderField("b", "")));
        ResponseHead head = new ResponseHead("HTTP/1.1", 103, "", fields, new Framing.NoBody(), 100, 130);
        assertKept(10, 3 * Journal.ITEM_COST + 30, new WireItem.Interim(head));
    }

    /** So many of them fit exactly; of the next one only a note tells. */
    private static void assertKept(int count, long cost, WireItem item) {
        for (long stored : new long[] {count * cost, count * cost + cost - 1}) {
            Journal journal = new Journal(WireLimits.DEFAULT.withStored(stored), entry -> {});
            IntStream.range(0, count + 5).forEach(n -> journal.add(0, List.of(item)));

            List<WireItem> kept =
                    journal.entries().stream().map(WireEntry::item).toList();
            assertEquals(count + 1, kept.size(), item.toString());
            assertEquals(count, kept.stream().filter(item::equals).count());
            assertEquals(
                    "the log is full at %d bytes: what follows is counted, not kept".formatted(stored),
                    ((WireItem.Note) kept.getLast()).text());
        }
    }

    /** Somebody who waits, and has asked once already. */
    private static FutureTask<Boolean> waiting(Journal journal, BooleanSupplier condition) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FutureTask<Boolean> task = new FutureTask<>(() -> journal.await(
                () -> {
                    asked.countDown();
                    return condition.getAsBoolean();
                },
                LONG));
        Thread.ofVirtual().start(task);
        asked.await();
        return task;
    }

    private static WireItem note(String text) {
        return new WireItem.Note(0, text);
    }
}
