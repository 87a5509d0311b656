package workbook.checker.load;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import workbook.checker.text.Text;

/**
 * What the run cost the server's process.
 *
 * @param cpu processor time from the first post to the last delivery, or while connections were held
 * @param before bytes of memory before the first client came
 * @param connected bytes of memory when all were connected
 * @param end bytes of memory at the end
 * @param unknown why some of the figures are not known; {@link Text#NONE} where all are
 */
public record Cost(
        Optional<Duration> cpu, OptionalLong before, OptionalLong connected, OptionalLong end, Text unknown) {

    static final Cost NOT_ASKED =
            new Cost(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), Text.NONE);

    /** Microseconds of processor time for one delivery. */
    public Optional<Double> cpuMicros(long deliveries) {
        return deliveries == 0 ? Optional.empty() : cpu.map(time -> time.toNanos() / 1e3 / deliveries);
    }

    /** How many bytes of memory each connection has added. */
    public Optional<Double> bytesPerConnection(int connections) {
        return before.isPresent() && connected.isPresent() && connections > 0
                ? Optional.of((double) (connected.getAsLong() - before.getAsLong()) / connections)
                : Optional.empty();
    }
}
