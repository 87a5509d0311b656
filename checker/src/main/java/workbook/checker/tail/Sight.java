package workbook.checker.tail;

import java.time.Duration;
import workbook.checker.http.Bytes;
import workbook.checker.http.ResponseHead;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** One thing to show of a stream, with the moment at which it came, by {@link System#nanoTime()}. */
public sealed interface Sight {

    long nanos();

    /**
     * The head of an event stream.
     *
     * @param after how long it took
     */
    record Opened(long nanos, ResponseHead head, Duration after) implements Sight {}

    /** The bytes of one read from the socket, with the framing of HTTP. */
    record Read(long nanos, Bytes bytes) implements Sight {}

    /**
     * Bytes of the body that came together, before what they make.
     *
     * @param chunkEdge whether a chunk of HTTP begins with them
     */
    record Body(long nanos, Bytes bytes, boolean chunkEdge) implements Sight {}

    /**
     * An event, a comment, a retry, or what a browser ignores.
     *
     * @param newId whether an event has another id than the one before it
     */
    record Item(long nanos, StreamItem item, boolean newId) implements Sight {}

    /** Nothing has come for a while, and nothing comes now. */
    record Silence(long nanos, Duration length) implements Sight {}

    /** The stream is over. */
    record Ended(long nanos, Text how) implements Sight {}

    /**
     * The client waits, then connects again.
     *
     * @param lastEventId empty if it sends none
     */
    record Returning(long nanos, Duration delay, String lastEventId) implements Sight {}

    /** Anything else that the user should know. */
    record Remark(long nanos, Text words) implements Sight {}
}
