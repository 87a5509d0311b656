package workbook.bench.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.checker.load.Plan;

/**
 * All scenes that each server goes through in a round, in this order.
 *
 * @param sizes numbers of clients for the broadcast
 * @param time the length of each scene, without connecting
 */
public record Scenes(List<Integer> sizes, Duration time) {

    /** Prefix of the scenes in which an event reaches all clients before the next one is posted. */
    static final String LOCK = "lock ";

    /** Prefix of the scenes in which up to {@value #UNDER_WAY} events are under way. */
    static final String PIPE = "pipe ";

    static final String HELD = "held";
    static final String RATE_1000 = "1000 at 20";
    static final String RATE_10000 = "10000 at 5";
    static final String STORM = "storm";
    static final String CALM = "calm";
    static final String STOPPED = "stopped";

    private static final int UNDER_WAY = 64;
    private static final Plan.Rate AT_5 = new Plan.PerSecond(5);
    private static final Plan.Rate AT_20 = new Plan.PerSecond(20);
    private static final Plan.Rate AT_50 = new Plan.PerSecond(50);

    /** Bytes of an event that soon fill the buffers of a client that does not read. */
    private static final int LARGE = 8 * 1024;

    private static final int WITH_LARGE = 200;

    /** Loads the classes, and fills no memory yet. */
    Scene first() {
        return Scene.of("first", 50, AT_50, Duration.ofMillis(500));
    }

    /** Lets the JIT compilers see the work that is to come. */
    Scene warmUp() {
        return Scene.of("warm-up", Math.min(1000, most()), new Plan.AsTheyArrive(UNDER_WAY), time);
    }

    public int most() {
        return sizes.stream().max(Integer::compare).orElseThrow();
    }

    Scene held() {
        return Scene.held(HELD, most(), Duration.ofMillis(500));
    }

    /** The scenes after the warm-up. */
    public List<Scene> measured() {
        List<Scene> all = new ArrayList<>();
        sizes.forEach(size -> all.add(Scene.of(LOCK + size, size, new Plan.AsTheyArrive(1), time)));
        sizes.forEach(size -> all.add(Scene.of(PIPE + size, size, new Plan.AsTheyArrive(UNDER_WAY), time)));
        if (most() >= 1000) {
            all.add(Scene.of(RATE_1000, 1000, AT_20, time));
            all.add(Scene.of(STORM, 1000, AT_20, time).withStorm(100));
        }
        if (most() >= 10_000) {
            all.add(Scene.of(RATE_10000, 10_000, AT_5, time));
        }
        Scene calm = Scene.of(CALM, WITH_LARGE, AT_50, time.multipliedBy(3).dividedBy(2))
                .withSize(LARGE);
        all.add(calm);
        all.add(new Scene(STOPPED, calm.clients(), calm.rate(), 1, 0, LARGE, calm.duration()));
        return all;
    }
}
