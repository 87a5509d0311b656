package workbook.scaled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import workbook.Limits;

/** Clients that stop, fail, come and go, beside others that must not notice. */
class SlowAndGoneTest {

    private static final int QUEUE = 16;

    private final ScaledBroadcast broadcast = ScaledBroadcast.start(
            new Limits(QUEUE, 1000, Duration.ofMinutes(1)), ":\n".getBytes(StandardCharsets.UTF_8));
    private final AtomicInteger published = new AtomicInteger();

    @AfterEach
    void end() {
        broadcast.close();
    }

    @RepeatedTest(10) // whether a stuck writer is noticed depends on timing
    void whoStopsIsDroppedWhenTheQueueIsFullAndNoSooner() {
        List<Audience> stuck = audience(40);
        List<Audience> healthy = audience(40);
        stuck.forEach(Audience::stop);
        publish(QUEUE);
        healthy.forEach(client -> client.awaitMessage(QUEUE - 1));
        stuck.forEach(Audience::awaitStuck);
        assertEquals(80, broadcast.size());
        publish(1);
        Audience.await(() -> broadcast.size() == 40);
        publish(1000);
        healthy.forEach(client -> client.awaitMessage(published.get() - 1));
        healthy.forEach(client -> assertEquals(published.get(), client.numbers().size()));
        assertEquals(40, broadcast.size());
    }

    @Test
    void whoIsSlowForAWhileMissesNothing() {
        Audience slow = new Audience(broadcast);
        Audience healthy = new Audience(broadcast);
        for (int round = 0; round < 50; round++) {
            slow.stop();
            publish(QUEUE - 1);
            healthy.awaitMessage(published.get() - 1);
            slow.goOn();
            slow.awaitMessage(published.get() - 1);
        }
        assertEquals(published.get(), slow.numbers().size());
        assertEquals(2, broadcast.size());
    }

    @Test
    void whoComesInAFloodGetsAllFromThenOnAndNothingTwice() throws InterruptedException {
        Thread flood = Thread.startVirtualThread(() -> publish(20_000));
        Map<Audience, Integer> clients = new HashMap<>();
        while (flood.isAlive() && clients.size() < 500) {
            clients.put(new Audience(broadcast), published.get());
        }
        flood.join();
        publish(1);
        clients.forEach((client, afterItsHeaders) -> {
            client.awaitMessage(published.get() - 1);
            assertTrue(client.numbers().getFirst() <= afterItsHeaders);
        });
        assertTrue(clients.size() > 10, "some came during the flood");
    }

    @Test
    void whoIsCutOffHarmsNobody() {
        List<Audience> healthy = audience(20);
        for (int round = 0; round < 50; round++) {
            List<Audience> gone = audience(20);
            publish(1);
            gone.forEach(Audience::cut);
            publish(1);
            Audience.await(() -> broadcast.size() == 20);
        }
        healthy.forEach(client -> client.awaitMessage(published.get() - 1));
        healthy.forEach(client -> assertEquals(published.get(), client.numbers().size()));
    }

    private List<Audience> audience(int size) {
        return Stream.generate(() -> new Audience(broadcast)).limit(size).toList();
    }

    private void publish(int messages) {
        for (int n = 0; n < messages; n++) {
            try {
                broadcast.publish((published.getAndIncrement() + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
