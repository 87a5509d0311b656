package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachinePaceTest {

    @ParameterizedTest
    @CsvSource({"0, 20", "1900, 20", "3900, 20", "4000, 40", "9000, 80", "60000, 120"})
    void limitsGrowWithTheTimeOfAStartAndNotWithoutBound(long start, long limit) {
        MachinePace pace = MachinePace.of(Duration.ofMillis(start));
        assertEquals(Duration.ofSeconds(limit), pace.stretch(Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 20",
        "2, 2, 20",
        "3, 2, 30",
        "6, 2, 60",
        "20, 2, 60",
        "24, 2, 72",
        "80, 2, 120",
        "8, 8, 20",
        "-1, 4, 20"
    })
    void limitsGrowWithTheThreadsThatWantAProcessor(double load, int processors, long limit) {
        MachinePace pace = MachinePace.ofLoad(load, processors);
        assertEquals(Duration.ofSeconds(limit), pace.stretch(Duration.ofSeconds(20)));
    }

    @Test
    void theLoadOfThisMachineIsWithinItsBounds() {
        double factor = MachinePace.now().factor();
        assertTrue(factor >= 1 && factor <= 6, () -> "the factor is " + factor);
    }
}
