package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import workbook.checker.bad.Sin;
import workbook.checker.bad.Sins;

/** The faults that {@code sse bad} serves are those of the matrix, in its words. */
class SinNamesTest {

    @Test
    void aFaultHasOneName() {
        Map<String, String> faults =
                FieldFault.all().stream().collect(Collectors.toMap(FieldFault::id, FieldFault::fault));
        for (Sin sin : Sins.all()) {
            if (sin.path().matches("[A-Z]\\d+")) {
                assertEquals(faults.get(sin.path()), sin.what().en(), sin.path());
            }
        }
    }
}
