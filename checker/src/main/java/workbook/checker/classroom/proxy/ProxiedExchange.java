package workbook.checker.classroom.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import workbook.checker.http.RequestHead;
import workbook.checker.text.Clip;

/** One request and its answer as they passed. One thread changes the state, and any thread may read it. */
public final class ProxiedExchange {

    /** The kind of an answer, as its head tells. */
    public enum Kind {
        /** Not answered yet. */
        PENDING,
        /** An event stream. */
        STREAM,
        /** A WebSocket. */
        SOCKET,
        /** A page, script or style sheet. */
        FILE,
        /** Anything else. */
        PLAIN
    }

    private static final int LONGEST = 200;

    private final long number;
    private final String method;
    private final String target;
    private final String lastEventId;
    private final boolean wantsStream;
    private final long opened = System.nanoTime();

    private volatile Kind kind = Kind.PENDING;
    private volatile int status;
    private volatile long bytes;
    private volatile long events;
    private volatile long comments;
    private volatile String newestId = "";
    private volatile boolean slow;
    private volatile long closed;
    private volatile ExchangeEnd ending;

    ProxiedExchange(long number, RequestHead head) {
        this.number = number;
        this.method = brief(head.method());
        this.target = brief(head.target());
        this.lastEventId = head.field("Last-Event-ID")
                .map(id -> brief(new String(id.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)))
                .orElse("");
        this.wantsStream = head.field("Accept").orElse("").contains("text/event-stream");
    }

    private static String brief(String text) {
        return Clip.characters(text, LONGEST);
    }

    /** The number of the exchange, counted from 1 across all connections. */
    public long number() {
        return number;
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    /** The Last-Event-ID of the request; empty if it has none. */
    public String lastEventId() {
        return lastEventId;
    }

    /** Whether the client asked for an event stream, as an EventSource does. */
    public boolean wantsStream() {
        return wantsStream;
    }

    /** The start of the exchange, by {@link System#nanoTime()} like all times here. */
    public long opened() {
        return opened;
    }

    public Kind kind() {
        return kind;
    }

    /** The status of the answer; 0 before it has come. */
    public int status() {
        return status;
    }

    /** Bytes of the body so far. */
    public long bytes() {
        return bytes;
    }

    public long events() {
        return events;
    }

    public long comments() {
        return comments;
    }

    /** The newest id of the stream; empty before there is one. */
    public String newestId() {
        return newestId;
    }

    public boolean slow() {
        return slow;
    }

    /** The end of the exchange; 0 before it. */
    public long closed() {
        return closed;
    }

    public Optional<ExchangeEnd> ending() {
        return Optional.ofNullable(ending);
    }

    boolean isOpen() {
        return ending == null;
    }

    void answered(int with, Kind as) {
        status = with;
        kind = as;
    }

    void counted(long body, long newEvents, long newComments) {
        bytes += body;
        events += newEvents;
        comments += newComments;
    }

    void gave(String id) {
        newestId = brief(id);
    }

    void slow(boolean wish) {
        slow = wish;
    }

    /** Ends the exchange. The first call gives the reason; returns false for all others. */
    synchronized boolean end(ExchangeEnd how) {
        if (ending != null) {
            return false;
        }
        closed = System.nanoTime();
        ending = how;
        return true;
    }
}
