package workbook.checker.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlicesTest {

    @Test
    void aLongRunHasWiderSlices() {
        Slices slices = seconds(0, 1, 2, 500, 501);
        assertEquals(126, slices.all().size());
        assertEquals(4.0, slices.all().getFirst().seconds());
        assertEquals(3, slices.all().getFirst().latency().count());
        assertEquals(500.0, slices.all().getLast().at());
    }

    @Test
    void thoseOfTwoLoopsGoTogether() {
        Slices few = seconds(0, 1);
        few.addAll(seconds(0, 300));
        assertEquals(2.0, few.all().getFirst().seconds());
        assertEquals(3, few.all().getFirst().latency().count());
        Slices many = seconds(0, 300);
        many.addAll(seconds(0, 1));
        assertEquals(few.all(), many.all());
    }

    private static Slices seconds(int... times) {
        Slices slices = new Slices();
        for (int time : times) {
            slices.add(TimeUnit.SECONDS.toNanos(time), 1000);
        }
        return slices;
    }
}
