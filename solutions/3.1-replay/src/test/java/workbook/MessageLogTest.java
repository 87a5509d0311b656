package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The seam between replay and live is a matter of the log alone, so it is tested without a server. */
class MessageLogTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A bound without bytes is no bound: forty of these would be 40 MiB. */
    @Test
    void keepsNoMoreBytesThanItHasRoomFor() throws InterruptedException {
        MessageLog log = new MessageLog(100);
        for (int i = 0; i < 40; i++) {
            log.publish("x".repeat(1 << 20));
        }
        MessageLog.Next next = log.awaitAfter(0, Duration.ZERO);
        assertTrue(next.missed());
        assertEquals(26, next.place());
        assertEquals(1, next.messages().size());
    }

    @Test
    void aReaderBesideABusyWriterMissesNothingAndIsNeverTwiceInOnePlace() throws InterruptedException {
        int count = 50_000;
        MessageLog log = new MessageLog(count);
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int n = 1; n <= count; n++) {
                log.publish("message " + n);
            }
        });
        List<String> got = new ArrayList<>();
        for (long place = 0; got.size() < count; ) {
            MessageLog.Next next = log.awaitAfter(place, LIMIT);
            assertFalse(next.missed());
            assertFalse(next.messages().isEmpty(), "nothing came");
            next.messages().forEach(message -> got.add(message.id()));
            place = log.placeOf(got.getLast()); // comes back with its last id each time
            assertEquals(next.place(), place);
        }
        writer.join();
        assertEquals(count, got.stream().distinct().count());
    }

    @Test
    void aReaderThatStandsStillIsToldOnceAndGoesOn() throws InterruptedException {
        MessageLog log = new MessageLog(3);
        for (int n = 1; n <= 10; n++) {
            log.publish("message " + n);
        }
        MessageLog.Next next = log.awaitAfter(4, LIMIT);
        assertTrue(next.missed());
        assertEquals(3, next.messages().size());
        assertEquals(10, next.place());
        log.publish("message 11");
        assertFalse(log.awaitAfter(next.place(), LIMIT).missed());
    }

    @Test
    void anIdOfAnotherProcessSaysNothing() {
        MessageLog before = new MessageLog(3);
        MessageLog after = new MessageLog(3);
        String id = before.publish("message");
        after.publish("message");
        assertEquals(1, before.placeOf(id));
        assertEquals(MessageLog.NOWHERE, after.placeOf(id));
    }

    @Test
    void nothingComesWithoutAnEnd() throws InterruptedException {
        MessageLog log = new MessageLog(3);
        MessageLog.Next next = log.awaitAfter(log.end(), Duration.ofMillis(10));
        assertFalse(next.missed());
        assertEquals(List.of(), next.messages());
    }
}
