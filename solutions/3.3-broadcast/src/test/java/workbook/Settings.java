package workbook;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.Map;

/** The settings that {@code application.yaml} holds otherwise. */
final class Settings {

    private Settings() {}

    static Config of(String engine, int queue, int maxClients, String heartbeat) {
        return Config.just(ConfigSources.create(Map.of(
                "broadcast.engine",
                engine,
                "broadcast.queue",
                Integer.toString(queue),
                "broadcast.max-clients",
                Integer.toString(maxClients),
                "heartbeat.interval",
                heartbeat)));
    }
}
