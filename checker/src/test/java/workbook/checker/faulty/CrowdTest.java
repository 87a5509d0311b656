package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrowdTest {

    private final AtomicLong now = new AtomicLong();

    /** A crowd that looks at the machine whenever somebody comes. */
    private Crowd crowd(double busy) {
        return new Crowd(() -> busy, () -> now.addAndGet(TimeUnit.SECONDS.toNanos(1)));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 10", "0.9, 6", "1, 4", "-1, 6"})
    void anIdleMachineTakesMoreAndOneWithoutTimeFewer(double busy, int places) throws Exception {
        Crowd crowd = crowd(busy);
        for (int grader = 0; grader < 20; grader++) {
            crowd.with(() -> "a report");
        }
        assertEquals(places, crowd.places());
    }

    @Test
    void whoFindsNoPlaceWaitsForOne() throws Exception {
        Crowd crowd = crowd(0.9);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> graders = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int grader = 0; grader < 40; grader++) {
                graders.add(threads.submit(() -> crowd.with(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    return inside.decrementAndGet();
                })));
            }
        }
        for (Future<Integer> grader : graders) {
            assertTrue(grader.get() >= 0);
        }
        assertTrue(most.get() <= crowd.places(), most + " at once");
    }
}
