package workbook.bench.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void isTheMedianWithLeastAndGreatest() {
        assertEquals("53 (48–57)", Median.of(57.2, 48, 53).toString());
        assertEquals("2.5 (1.0–4.0)", Median.of(4, 1, 3, 2).toString());
        assertEquals("0.25", Median.of(0.251).toString());
        assertEquals("–", Median.of().toString());
    }

    @Test
    void hasThousandsThatARowCanHold() {
        assertEquals("12\u202f345", Median.number(12345.4));
    }
}
