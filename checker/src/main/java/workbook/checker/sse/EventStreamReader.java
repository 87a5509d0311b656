package workbook.checker.sse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Pure, incremental reader of {@code text/event-stream}: bytes in, items out (HTML 9.2.5 and 9.2.6).
 *
 * <p>Where the bytes are cut makes no difference: an item is handed over by the read that brings its last byte. One
 * reader reads one connection; for the next one make a new reader with {@link #lastEventId()}. Not safe for use by
 * several threads at once, and not usable after a consumer has thrown.
 */
public final class EventStreamReader {
    /** The default limit of one line, and of one event's data: 16 MiB. */
    public static final int DEFAULT_LIMIT = 16 * 1024 * 1024;

    private final LineCutter lines;
    private final Interpreter interpreter;
    private boolean ended;

    /** A reader for a first connection: there is no stored id. */
    public EventStreamReader() {
        this("");
    }

    /**
     * A reader for a connection that follows another one.
     *
     * @param lastEventId the id stored from before, {@code ""} for none. It stays in force until the stream sets
     *     another (9.2.6 starts with an empty buffer, but browsers and web-platform-tests keep the id)
     */
    public EventStreamReader(String lastEventId) {
        this(lastEventId, DEFAULT_LIMIT);
    }

    /**
     * A reader whose memory stays within a few times the limit, even on a stream that never ends a line.
     *
     * @param limit bytes of one line, and bytes of one event's data; what is longer is dropped with a note
     * @throws IllegalArgumentException if the limit is below 1
     */
    public EventStreamReader(String lastEventId, int limit) {
        Objects.requireNonNull(lastEventId, "lastEventId");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1 byte, but is " + limit);
        }
        lines = new LineCutter(limit);
        interpreter = new Interpreter(lastEventId, limit);
    }

    /**
     * Reads the next bytes of the stream, those of the array from {@code from} (inclusive) to {@code to} (exclusive).
     * The array is the caller's again afterwards.
     *
     * @throws IllegalStateException after {@link #end}
     */
    public void read(byte[] bytes, int from, int to, Consumer<? super StreamItem> items) {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (ended) {
            throw new IllegalStateException("the stream has ended; the next connection needs a new reader");
        }
        lines.cut(bytes, from, to, line -> interpreter.take(line, items));
    }

    /** Reads the next bytes of the stream and returns the items that they complete. */
    public List<StreamItem> read(byte[] bytes) {
        List<StreamItem> items = new ArrayList<>();
        read(bytes, 0, bytes.length, items::add);
        return items;
    }

    /**
     * Ends the stream. What is pending is discarded and reported (9.2.6: "any pending data must be discarded"); a
     * second call reports nothing.
     */
    public void end(Consumer<? super StreamItem> items) {
        if (!ended) {
            ended = true;
            lines.unfinished().ifPresent(line -> interpreter.discard(line, items));
            interpreter.end(lines.offset(), items);
        }
    }

    /**
     * The id to send as {@code Last-Event-ID} when reconnecting; {@code ""} means no such header. An {@code id} takes
     * effect at the blank line after it, even if that line dispatches nothing (9.2.6 "dispatch the event", step 1).
     */
    public String lastEventId() {
        return interpreter.lastEventId();
    }

    /** The last valid {@code retry} of this stream in milliseconds, if there was one. */
    public OptionalLong reconnectionTime() {
        return interpreter.reconnectionTime();
    }
}
