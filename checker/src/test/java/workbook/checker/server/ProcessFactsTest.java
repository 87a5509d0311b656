package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Asks this very process, in which we know what was added. */
@Isolated("it counts the threads of the whole process")
class ProcessFactsTest {

    private static final int ADDED = 50;

    @Test
    void countsVirtualThreadsTimersAndSockets() throws IOException {
        ProcessFacts before = facts();
        CountDownLatch end = new CountDownLatch(1);
        List<ServerSocket> sockets = new ArrayList<>();
        Timer timer = new Timer(true);
        try (ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor()) {
            for (int n = 0; n < ADDED; n++) {
                Thread.ofVirtual().start(() -> await(end));
                timers.schedule(() -> {}, 1, TimeUnit.HOURS);
                timer.schedule(new Beat(), TimeUnit.HOURS.toMillis(1));
                sockets.add(new ServerSocket(0));
            }
            ProcessFacts now = facts();
            end.countDown();
            timers.shutdownNow();
            timer.cancel();
            timer.purge();
            ProcessFacts after = facts();
            // Other threads and timers of the tests come and go.
            assertTrue(now.threads() >= before.threads() + ADDED / 2, now + " after " + before);
            assertBetween(before.timers(), now.timers() - 2 * ADDED, after.timers());
            assertTrue(
                    now.sockets().isEmpty()
                            || now.sockets().getAsInt() >= before.sockets().getAsInt() + ADDED / 2,
                    now + " after " + before);
        } finally {
            timer.cancel();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aProcessThatDoesNotAnswerHasNoFacts() {
        assertEquals(Optional.empty(), ProcessFacts.of(Long.MAX_VALUE));
    }

    /** Without any change from outside, both limits are the same. */
    private static void assertBetween(long one, long between, long other) {
        assertTrue(
                Math.min(one, other) <= between && between <= Math.max(one, other),
                one + ", " + between + ", " + other);
    }

    private static final class Beat extends TimerTask {
        @Override
        public void run() {}
    }

    private static ProcessFacts facts() {
        return ProcessFacts.of(ProcessHandle.current().pid()).orElseThrow();
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
