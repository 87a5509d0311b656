package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Closing is a matter of the log alone, so it is tested without a server. */
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
    void everythingThatWasTakenReachesAReaderThatIsBehind() throws InterruptedException {
        MessageLog log = new MessageLog(1000);
        for (int n = 1; n <= 200; n++) {
            log.publish("message " + n);
        }
        log.close();
        int got = 0;
        MessageLog.Next next = log.awaitAfter(0, LIMIT);
        for (got += next.messages().size(); !next.last(); got += next.messages().size()) {
            next = log.awaitAfter(next.place(), LIMIT);
        }
        assertEquals(200, got);
        assertEquals(Optional.empty(), log.publish("too late"));
    }

    @Test
    void aReaderThatWaitsIsToldAtOnce() throws InterruptedException {
        MessageLog log = new MessageLog(10);
        Thread closer = Thread.ofVirtual().start(log::close);
        assertTrue(log.awaitAfter(0, LIMIT).last());
        closer.join();
    }

    @Test
    void whatIsTakenWhileTheLogIsClosedIsDelivered() throws InterruptedException {
        MessageLog log = new MessageLog(100_000);
        AtomicInteger taken = new AtomicInteger();
        Thread writer = Thread.ofVirtual().start(() -> {
            while (taken.get() < 50_000 && log.publish("message").isPresent()) {
                taken.incrementAndGet();
            }
        });
        long place = 0;
        MessageLog.Next next;
        do {
            next = log.awaitAfter(place, LIMIT);
            assertFalse(next.missed());
            place = next.place();
            if (place > 5000) {
                log.close();
            }
        } while (!next.last());
        writer.join();
        assertEquals(taken.get(), place);
    }
}
