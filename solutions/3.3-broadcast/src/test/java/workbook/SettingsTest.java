package workbook;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.config.Config;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings that cannot work are refused when the server starts. */
class SettingsTest {

    @Test
    void limitsAreMoreThanNothing() {
        List.of(
                        Settings.of("plain", 0, 1, "PT1S"),
                        Settings.of("plain", 1, 0, "PT1S"),
                        Settings.of("plain", 1, 1, "PT0S"))
                .forEach(SettingsTest::requireRefused);
    }

    @Test
    void theEngineIsOneOfTwo() {
        requireRefused(Settings.of("fast", 1, 1, "PT1S"));
    }

    private static void requireRefused(Config config) {
        assertThrows(IllegalArgumentException.class, () -> new BroadcastService(config));
    }
}
