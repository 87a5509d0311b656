package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** The copy of the log, without a log: what a client gets, and when its id counts as unknown. */
class TailTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration NOW = Duration.ZERO;

    private final Tail tail = new Tail(10);

    @Test
    void whatFollowsAnIdComesOnceAndInOrder() throws InterruptedException {
        answer(1, 2, 3);
        long place = placeOf(entry(1));
        answer(4);
        assertEquals(List.of(id(2), id(3), id(4)), ids(tail.awaitAfter(place, LIMIT)));
    }

    @Test
    void thereIsNoSeamBetweenReplayAndLive() throws InterruptedException {
        int all = 20_000;
        Thread reader =
                Thread.ofVirtual().start(() -> LongStream.rangeClosed(1, all).forEach(this::answer));
        List<String> seen = new ArrayList<>();
        long place = 0;
        boolean missed = false;
        while (seen.isEmpty() || !seen.getLast().equals(id(all))) {
            Tail.Next next = tail.awaitAfter(place, LIMIT);
            missed |= next.missed();
            if (next.missed()) {
                seen.clear(); // as a page does
            }
            seen.addAll(ids(next));
            place = next.place();
        }
        reader.join();
        long first = all - seen.size() + 1L;
        assertEquals(LongStream.rangeClosed(first, all).mapToObj(TailTest::id).toList(), seen);
        assertTrue(missed || first == 1, "a gap that nobody told");
    }

    @Test
    void anotherPastIsToldOnceToEverybody() throws InterruptedException {
        answer(1, 2);
        long seen = placeOf(entry(2));
        tail.ask();
        tail.beginWith(List.of(new Entry(new StreamEntryID(7, 0), "beginning", "")));
        Tail.Next reset = tail.awaitAfter(seen, LIMIT);
        assertTrue(reset.missed());
        assertEquals(List.of(), reset.messages());
        answer(8);
        Tail.Next next = tail.awaitAfter(reset.place(), LIMIT);
        assertFalse(next.missed());
        assertEquals(List.of(id(8)), ids(next));
        assertEquals(OptionalLong.of(Tail.NOWHERE), settledPlaceOf(id(2)));
    }

    /** As after a restart, when the log holds more than one answer brings and clients come at once. */
    @Test
    void anIdMayComeForAsLongAsTheAnswersAreFull() throws InterruptedException {
        Tail copy = new Tail(2 * SharedLog.BATCH);
        long asked = copy.asked();
        copy.ask();
        copy.beginWith(entries(1, SharedLog.BATCH));
        copy.ask();
        copy.add(entries(SharedLog.BATCH + 1, 2 * SharedLog.BATCH - 1));
        String last = id(2 * SharedLog.BATCH);
        assertEquals(OptionalLong.empty(), copy.awaitPlace(Optional.of(last), asked, NOW));
        copy.ask();
        copy.add(entries(2 * SharedLog.BATCH, 2 * SharedLog.BATCH));
        assertEquals(OptionalLong.of(2 * SharedLog.BATCH + 1), copy.awaitPlace(Optional.of(last), asked, NOW));
    }

    @Test
    void anIdIsUnknownOnlyAfterTheLogWasAskedAgain() throws InterruptedException {
        answer(1);
        tail.ask(); // before the client comes
        long asked = tail.asked();
        tail.add(List.of());
        assertEquals(OptionalLong.empty(), tail.awaitPlace(Optional.of(id(2)), asked, NOW));
        answer(2); // the other node had it already
        assertTrue(tail.awaitPlace(Optional.of(id(2)), asked, NOW).isPresent());
        assertEquals(OptionalLong.of(Tail.NOWHERE), tail.awaitPlace(Optional.of(id(3)), asked, NOW));
    }

    @Test
    void anEntryAtTheSamePlaceInAnotherLifeOfTheLogIsAnother() throws InterruptedException {
        answer(1);
        Entry other = new Entry(new StreamEntryID(1, 0), "other", "text");
        assertEquals(OptionalLong.of(Tail.NOWHERE), settledPlaceOf(other.id()));
    }

    @Test
    void whoIsTooSlowIsTold() throws InterruptedException {
        answer(IntStream.rangeClosed(1, 25).asLongStream().toArray());
        assertEquals(OptionalLong.of(Tail.NOWHERE), settledPlaceOf(id(14)));
        assertFalse(tail.awaitAfter(placeOf(entry(16)), LIMIT).missed());
        Tail.Next next = tail.awaitAfter(0, LIMIT);
        assertTrue(next.missed());
        assertEquals(10, next.messages().size());
    }

    private long placeOf(Entry entry) throws InterruptedException {
        return tail.awaitPlace(Optional.of(entry.id()), 0, NOW).orElseThrow();
    }

    private OptionalLong settledPlaceOf(String id) throws InterruptedException {
        long asked = tail.asked();
        tail.ask();
        tail.add(List.of());
        return tail.awaitPlace(Optional.of(id), asked, NOW);
    }

    private void answer(long... numbers) {
        tail.ask();
        tail.add(LongStream.of(numbers).mapToObj(TailTest::entry).toList());
    }

    private static List<Entry> entries(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(TailTest::entry).toList();
    }

    private static List<String> ids(Tail.Next next) {
        return next.messages().stream().map(Message::id).toList();
    }

    private static String id(long number) {
        return entry(number).id();
    }

    private static Entry entry(long number) {
        return new Entry(new StreamEntryID(number, 0), "tag", "text " + number);
    }
}
