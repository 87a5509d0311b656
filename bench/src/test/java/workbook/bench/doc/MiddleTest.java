package workbook.bench.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MiddleTest {

    @Test
    void isTheMedianWithLeastAndGreatest() {
        assertEquals("53 (48–57)", Middle.of(57.2, 48, 53).toString());
        assertEquals("2.5 (1.0–4.0)", Middle.of(4, 1, 3, 2).toString());
        assertEquals("0.25", Middle.of(0.251).toString());
        assertEquals("–", Middle.of().toString());
    }

    @Test
    void hasThousandsThatARowCanHold() {
        assertEquals("12\u202f345", Middle.number(12345.4));
    }
}
