package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How history and stream fit together is a matter of the log alone, so it is tested without a server. */
class NotificationLogTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Draft DRAFT = new Draft(Level.SUCCESS, "saved", "");

    @Test
    void whoTakesItsPlaceAndThenReadsTheHistoryMissesNothing() throws InterruptedException {
        int count = 20_000;
        NotificationLog log = new NotificationLog(count);
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int n = 1; n <= count; n++) {
                log.publish(DRAFT);
            }
        });
        while (log.end() < count) {
            long place = log.end();
            List<Notification> history = new ArrayList<>(log.history());
            NotificationLog.Next next = log.awaitAfter(place, LIMIT);
            assertFalse(next.missed());
            next.notifications().stream()
                    .filter(live -> log.placeOf(live.id()) > history.size())
                    .forEach(history::add);
            assertEquals(history.size(), log.placeOf(history.getLast().id()), "a hole or a double");
        }
        writer.join();
    }

    @Test
    void theBytesHaveABoundToo() throws InterruptedException {
        NotificationLog log = new NotificationLog(10_000);
        Draft longest = new Draft(Level.WARNING, "long", "x".repeat(16 << 10));
        for (int n = 0; n < 1_500; n++) {
            log.publish(longest);
        }
        List<Notification> history = log.history();
        assertTrue(bytes(history) <= 16 << 20, "kept: " + bytes(history));
        NotificationLog.Next next = log.awaitAfter(NotificationLog.NOWHERE, LIMIT);
        assertTrue(next.missed());
        assertEquals(history.getFirst(), next.notifications().getFirst());
        assertTrue(bytes(next.notifications()) <= 128 << 10, "handed out: " + bytes(next.notifications()));
        assertEquals(1_500, log.placeOf(history.getLast().id()));
    }

    private static long bytes(List<Notification> notifications) {
        return notifications.stream().mapToLong(one -> one.block().length).sum();
    }

    @Test
    void anEmptyHistoryIsEmpty() {
        assertEquals(List.of(), new NotificationLog(3).history());
    }

    @Test
    void refusesAHistoryWithoutRoom() {
        assertThrows(IllegalArgumentException.class, () -> new NotificationLog(0));
    }
}
