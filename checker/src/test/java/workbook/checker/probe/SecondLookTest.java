package workbook.checker.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import workbook.checker.text.Text;

class SecondLookTest {

    private final Queue<Integer> delays = new ArrayDeque<>();

    @Test
    void whatIsRightIsNotMeasuredAgain() {
        delays.addAll(List.of(3));
        assertEquals(3, require(2));
    }

    @Test
    void oneLateMeasurementDoesNotCount() {
        delays.addAll(List.of(12, 4));
        assertEquals(4, require(3));
    }

    @Test
    void theLastFaultIsShownWhenEveryLookHasOne() {
        delays.addAll(List.of(12, 13, 14));
        CheckFailure failure = assertThrows(CheckFailure.class, () -> require(3));
        assertEquals("14 ms", failure.finding().received().en());
        assertEquals(0, delays.size());
    }

    @Test
    void oneLookIsAPlainRequirement() {
        delays.addAll(List.of(12));
        assertThrows(CheckFailure.class, () -> require(1));
        assertThrows(IllegalArgumentException.class, () -> new SecondLook(0));
    }

    @Test
    void aMeasurementThatFailsByItselfEndsTheLooks() {
        CheckFailure own = fault(99);
        assertSame(own, assertThrows(CheckFailure.class, () -> new SecondLook(3)
                .require(
                        12,
                        () -> {
                            throw own;
                        },
                        delay -> Optional.of(fault(delay)))));
    }

    @Test
    void settlingTakesTheFirstThatIsRightElseTheLast() {
        delays.addAll(List.of(13, 4, 15));
        assertEquals(4, new SecondLook(5).settle(12, delays::remove, delay -> delay < 10));
        assertEquals(15, new SecondLook(2).settle(12, delays::remove, delay -> delay < 10));
    }

    private int require(int looks) {
        return new SecondLook(looks)
                .require(
                        delays.remove(),
                        delays::remove,
                        delay -> delay > 10 ? Optional.of(fault(delay)) : Optional.empty());
    }

    private static CheckFailure fault(int delay) {
        return Fault.expected(Text.same("10 ms"))
                .received(Text.same(delay + " ms"))
                .failure();
    }
}
