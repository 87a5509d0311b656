package workbook;

import com.sun.management.UnixOperatingSystemMXBean;
import io.helidon.config.Config;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What the clients may cost the server. Unusable limits are refused when the server starts, not when the first client
 * connects.
 *
 * @param queue messages that may wait for one client
 * @param maxClients clients that may be connected
 * @param heartbeat how long a stream may be silent
 */
public record Limits(int queue, int maxClients, Duration heartbeat) {

    /** The bytes that may wait for one client, however few messages they are: a bound without bytes is no bound. */
    public static final int BYTES = 32 << 20;

    /** Files that the server has open besides its clients: jars, sockets of other requests. */
    private static final int RESERVE = 200;

    public Limits {
        require(queue > 0, "broadcast.queue", queue);
        require(maxClients > 0, "broadcast.max-clients", maxClients);
        require(heartbeat.isPositive(), "heartbeat.interval", heartbeat);
    }

    static Limits of(Config config) {
        Limits limits = new Limits(
                config.get("broadcast.queue").asInt().get(),
                config.get("broadcast.max-clients").asInt().get(),
                config.get("heartbeat.interval").as(Duration.class).get());
        limits.warnOfTooFewFiles();
        return limits;
    }

    /**
     * Warns if the process may open too few files. Every connection is one, and a server that cannot open another stops
     * listening for good.
     */
    private void warnOfTooFewFiles() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < maxClients + (long) RESERVE) {
            System.getLogger(Limits.class.getName())
                    .log(
                            Level.WARNING,
                            "broadcast.max-clients is {0}, but this process may open only {1} files: lower it and"
                                    + " server.max-tcp-connections, or raise \"ulimit -n\"",
                            maxClients,
                            system.getMaxFileDescriptorCount());
        }
    }

    private static void require(boolean condition, String key, Object value) {
        if (!condition) {
            throw new IllegalArgumentException(key + " is " + value + ", but must be more than nothing");
        }
    }
}
