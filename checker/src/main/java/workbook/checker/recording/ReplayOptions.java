package workbook.checker.recording;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a recording is served.
 *
 * @param speed how many times as fast; infinity for as fast as it goes
 * @param cutAfter after how many events the connection is cut
 * @param pieceBytes how many bytes are written at once; 0 for as they were read
 * @param crlf whether all line ends become CRLF
 * @param stall how long nothing is sent behind {@code stallAfter} events
 * @param status the status of connection number {@code statusAt}; 0 for none
 */
public record ReplayOptions(
        double speed,
        OptionalInt cutAfter,
        int pieceBytes,
        boolean crlf,
        Duration stall,
        int stallAfter,
        int status,
        int statusAt) {

    /** As it was recorded. */
    public static final ReplayOptions PLAIN =
            new ReplayOptions(1, OptionalInt.empty(), 0, false, Duration.ZERO, 0, 0, 0);
}
