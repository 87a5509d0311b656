package workbook.bench.peers;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import workbook.checker.load.Plan;

/**
 * One kind of load on a server.
 *
 * @param rate empty if the connections are only held
 * @param slow further clients, which do not read
 * @param storm clients that leave and come back each second
 * @param size bytes of an event
 */
public record Scene(
        String key, int clients, Optional<Plan.Rate> rate, int slow, int storm, int size, Duration duration) {

    private static final int SMALL = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static Scene held(String key, int clients, Duration duration) {
        return new Scene(key, clients, Optional.empty(), 0, 0, SMALL, duration);
    }

    static Scene of(String key, int clients, Plan.Rate rate, Duration duration) {
        return new Scene(key, clients, Optional.of(rate), 0, 0, SMALL, duration);
    }

    Scene withSize(int bytes) {
        return new Scene(key, clients, rate, slow, storm, bytes, duration);
    }

    Scene withSlow(int more) {
        return new Scene(key, clients, rate, more, storm, size, duration);
    }

    Scene withStorm(int some) {
        return new Scene(key, clients, rate, slow, some, size, duration);
    }

    Plan plan(URI stream, URI post, long pid) {
        return new Plan(
                List.of(stream),
                rate.map(any -> post).stream().toList(),
                clients,
                storm,
                slow,
                0,
                rate.orElse(new Plan.AsTheyArrive(1)),
                duration,
                OptionalInt.empty(),
                Plan.EVENT,
                "text/plain; charset=utf-8",
                size,
                List.of(),
                PATIENCE,
                OptionalLong.of(pid),
                false);
    }
}
