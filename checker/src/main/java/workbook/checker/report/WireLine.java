package workbook.checker.report;

import java.time.Duration;
import java.util.List;

/**
 * One line of a wire log.
 *
 * @param at time since the connection was opened
 * @param kind what happened
 * @param text what is shown: for {@link Kind#BYTES} the bytes with every control character escaped, in the form of a
 *     Java string without its quotes
 * @param chunkEdge whether an HTTP chunk begins with this line (RFC 9112 section 7.1)
 * @param dispatched the events that a browser would dispatch when it has read the line, for example
 *     {@code message "roses are red"}
 */
public record WireLine(Duration at, Kind kind, String text, boolean chunkEdge, List<String> dispatched) {

    /** What a line shows. */
    public enum Kind {
        SENT,
        HEAD,
        BYTES,
        END,
        /** Something that the checker did to the connection, for example that it cut it. */
        ACT
    }

    public WireLine {
        dispatched = List.copyOf(dispatched);
    }
}
