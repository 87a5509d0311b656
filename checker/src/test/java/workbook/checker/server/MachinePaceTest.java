package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachinePaceTest {

    @ParameterizedTest
    @CsvSource({"0, 20", "1900, 20", "3900, 20", "4000, 40", "9000, 80", "60000, 120"})
    void limitsGrowWithTheTimeOfAStartAndNotWithoutBound(long start, long limit) {
        MachinePace pace = MachinePace.of(Duration.ofMillis(start));
        assertEquals(Duration.ofSeconds(limit), pace.stretch(Duration.ofSeconds(20)));
    }
}
