package workbook.checker.classroom.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page gets that connects, comes back, stands still, or is ended. */
@Timeout(30)
class FeedTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Object lock = new Object();
    private final Feed feed = new Feed(lock, "abc", new Feed.Limits(3, 1000, 2), () -> "{\"all\":true}");

    @Test
    void whoComesGetsASnapshotAndWhoComesBackWhatHeMissed() {
        feed.tell("row", "1");
        feed.tell("row", "2");
        assertEquals("retry: 1000\n\nid: abc-2\nevent: snapshot\ndata: {\"all\":true}\n\n", beginning(""));
        assertEquals("retry: 1000\n\nid: abc-2\nevent: row\ndata: 2\n\n", beginning("abc-1"));
    }

    @Test
    void whoMissedTooMuchOrComesFromElsewhereGetsASnapshot() {
        for (int i = 1; i <= 5; i++) {
            feed.tell("row", Integer.toString(i));
        }
        assertFalse(beginning("abc-2").contains("snapshot"));
        assertTrue(beginning("abc-1").contains("snapshot"));
        assertTrue(beginning("abc-6").contains("snapshot"));
        assertTrue(beginning("other-4").contains("snapshot"));
        assertTrue(beginning("abc-999999999999999999999").contains("snapshot"));
        feed.tell("row", "x".repeat(2000));
        assertTrue(beginning("abc-5").contains("snapshot"), "more bytes were kept than allowed");
    }

    @Test
    void placesAreCounted() {
        assertTrue(join(Thread.currentThread()).isPresent());
        assertTrue(join(Thread.currentThread()).isPresent());
        assertTrue(join(Thread.currentThread()).isEmpty());
        assertEquals(7, new Feed.Limits(1, 1, 8).pages(false), "one place is kept for this machine");
    }

    @Test
    void whatWaitsIsWrittenBeforeTheGoodbyeAndThenTheStreamEnds() throws Exception {
        Feed.Place place = join(Thread.currentThread()).orElseThrow();
        feed.tell("row", "1");
        feed.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        place.page().writeTo(out, place.beginning());
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.endsWith("id: abc-1\nevent: row\ndata: 1\n\nevent: goodbye\ndata: {}\n\n"), text);
        assertTrue(join(Thread.currentThread()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1025, 1", "5, 1000000"})
    void aPageThatStandsStillIsCut(int updates, int bytes) throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        Thread still = Thread.ofVirtual().start(() -> {
            try {
                new CountDownLatch(1).await(); // as a write that is stuck
            } catch (InterruptedException e) {
                cut.countDown();
            }
        });
        assertTrue(join(still).isPresent());
        for (int i = 0; i < updates; i++) {
            feed.tell("row", "1".repeat(bytes));
        }
        assertTrue(cut.await(10, TimeUnit.SECONDS));
    }

    private Optional<Feed.Place> join(Thread writer) {
        return feed.join(writer, HEARTBEAT, Optional.empty(), true);
    }

    private String beginning(String lastId) {
        Feed.Place place = feed.join(Thread.currentThread(), HEARTBEAT, Optional.of(lastId), true)
                .orElseThrow();
        feed.leave(place.page());
        return new String(place.beginning(), StandardCharsets.UTF_8);
    }
}
