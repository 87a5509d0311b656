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

class GradingPlacesTest {

    private final AtomicLong now = new AtomicLong();

    /** Places whose number is looked at whenever somebody comes. */
    private GradingPlaces places(double busy) {
        return new GradingPlaces(() -> busy, () -> now.addAndGet(TimeUnit.SECONDS.toNanos(1)));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 10", "0.9, 6", "1, 4", "-1, 6"})
    void anIdleMachineTakesMoreAndOneWithoutTimeFewer(double busy, int wanted) throws Exception {
        GradingPlaces places = places(busy);
        for (int grader = 0; grader < 20; grader++) {
            places.with(() -> "a report");
        }
        assertEquals(wanted, places.places());
    }

    @Test
    void whoFindsNoPlaceWaitsForOne() throws Exception {
        GradingPlaces places = places(0.9);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> graders = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int grader = 0; grader < 40; grader++) {
                graders.add(threads.submit(() -> places.with(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    return inside.decrementAndGet();
                })));
            }
        }
        for (Future<Integer> grader : graders) {
            assertTrue(grader.get() >= 0);
        }
        assertTrue(most.get() <= places.places(), most + " at once");
    }
}
