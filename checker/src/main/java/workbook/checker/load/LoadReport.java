package workbook.checker.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The result of a run.
 *
 * @param interrupted whether the user ended it early; what was under way then is no fault of the server
 * @param nodes one for each address, in their order
 * @param outages what became of the nodes' outages; empty where there were to be none
 * @param resets how often a client was told that it has missed something
 * @param latency of the clients that stay, from the moment at which an event was due to the one at which it was read
 * @param connect from the first packet to the end of the head
 */
public record LoadReport(
        Plan plan,
        boolean interrupted,
        Clients clients,
        Events events,
        List<Node> nodes,
        Optional<Outages> outages,
        long resets,
        Spread latency,
        Spread connect,
        Optional<Storm> storm,
        Optional<Slow> slow,
        Cost cost,
        List<Slice> slices,
        List<StreamFault> faults) {

    /** @param within time until every client had the head of its answer */
    public record Clients(int wanted, int connected, int lost, Duration within) {}

    /**
     * @param posted accepted by the server
     * @param late events that were due but not posted, because the server took too long with those before
     * @param deliveries to all clients together
     * @param delivering from the first post to the last delivery
     * @param comments that clients saw, heartbeats for example
     */
    public record Events(int posted, int late, Duration posting, long deliveries, Duration delivering, long comments) {

        public double deliveriesPerSecond() {
            return delivering.isZero() ? 0 : deliveries * 1e9 / delivering.toNanos();
        }

        public double postsPerSecond() {
            return posting.isZero() ? 0 : posted * 1e9 / posting.toNanos();
        }
    }

    /**
     * @param clients that were connected there at first
     * @param longestGap between two events on one connection, of all connections there
     */
    public record Node(URI stream, int clients, long deliveries, Spread latency, Duration longestGap) {

        double deliveriesPerSecond(Events events) {
            return events.delivering().isZero()
                    ? 0
                    : deliveries * 1e9 / events.delivering().toNanos();
        }
    }

    /**
     * @param returns how often a client lost its stream
     * @param back time until it had another one
     * @param refused posts that were not accepted, so that nobody need have them
     */
    public record Outages(long returns, Spread back, int refused) {}

    /** Percentiles in milliseconds; all 0 if there was nothing to measure. */
    public record Spread(long count, double p50, double p99, double max) {

        static Spread ofMicros(Histogram micros) {
            return micros.getTotalCount() == 0
                    ? new Spread(0, 0, 0, 0)
                    : new Spread(
                            micros.getTotalCount(),
                            micros.getValueAtPercentile(50) / 1e3,
                            micros.getValueAtPercentile(99) / 1e3,
                            micros.getMaxValue() / 1e3);
        }
    }

    /** @param back time until a client was connected again */
    public record Storm(int clients, long returns, long refused, Spread back) {}

    /** @param ended how many of them the server ended */
    public record Slow(int clients, int ended) {}

    /**
     * The {@code seconds} from {@code at} on, in seconds since the first post. The count of the latency is that of the
     * deliveries.
     */
    public record Slice(double at, double seconds, Spread latency) {}

    public boolean passed() {
        return faults.isEmpty();
    }

    /** How often this went wrong. */
    public long count(StreamFault.Kind kind) {
        return faults.stream()
                .filter(fault -> fault.kind() == kind)
                .mapToLong(StreamFault::count)
                .sum();
    }
}
