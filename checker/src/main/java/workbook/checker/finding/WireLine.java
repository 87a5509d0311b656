package workbook.checker.finding;

import java.time.Duration;
import java.util.List;
import workbook.checker.text.Text;

/**
 * One line of a wire log.
 *
 * @param at time since the connection was opened
 * @param kind what happened
 * @param text what is shown: for {@link Kind#BYTES} what {@link WireText} makes of the bytes, the same in both
 *     languages; for {@link Kind#ACT}, {@link Kind#PAGE}, {@link Kind#END}, {@link Kind#STEP} and {@link
 *     Kind#CONNECTION} words for people, for example "I cut the connection"
 * @param chunkEdge whether an HTTP chunk begins with this line (RFC 9112 section 7.1)
 * @param dispatched the events that a browser would dispatch when it has read the line, for example
 *     {@code message "roses are red"}
 */
public record WireLine(Duration at, Kind kind, Text text, boolean chunkEdge, List<String> dispatched) {

    /** What a line shows. */
    public enum Kind {
        /** The request, or a part of it. */
        SENT,
        /** The status line or a header of the response. */
        HEAD,
        /** Bytes of the body. */
        BYTES,
        /** How the response ended, or that the checker stopped waiting. */
        END,
        /** Something that the checker did to the connection, for example that it cut it. */
        ACT,
        /** Something that a page did in the browser. */
        PAGE,
        /** One step of a sequence that clients and the world took. */
        STEP,
        /** A whole connection in one line, as a row of a timeline. */
        CONNECTION
    }

    public WireLine {
        dispatched = List.copyOf(dispatched);
    }

    /** A line whose text is the same in both languages, as bytes are. */
    public WireLine(Duration at, Kind kind, String text, boolean chunkEdge, List<String> dispatched) {
        this(at, kind, Text.same(text), chunkEdge, dispatched);
    }
}
