package workbook.checker.classroom.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.Frame;
import workbook.checker.http.FrameReader;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.ResponseParser;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** Turns one passing answer into lines of a wire log, and keeps nothing of it. For one thread. */
final class ResponseTap {

    private static final WireLimits LIMITS = WireLimits.DEFAULT.withTotal(Long.MAX_VALUE);

    /** The longest line or event that is read. Longer ones are forwarded all the same. */
    private static final int LARGEST_EVENT = 256 << 10;

    /** The longest text of bytes that arrived together: a log is for people. */
    private static final int LONGEST_LINE = 1024;

    /** The bytes that are shown of an answer that is not a stream. */
    private static final int LONGEST_PLAIN = 512;

    private static final int SWITCHED = 101;

    private final ProxiedExchange exchange;
    private final ResponseParser parser;
    private final EventStreamReader reader;
    private final FrameReader frames = new FrameReader();
    private final List<WireLine> lines = new ArrayList<>();
    private long fed;
    private long bodyRead;
    private boolean chunkEdge;
    private Duration at = Duration.ZERO;

    ResponseTap(ProxiedExchange exchange) {
        this.exchange = exchange;
        this.parser = new ResponseParser(exchange.method(), LIMITS);
        this.reader = new EventStreamReader(exchange.lastEventId(), LARGEST_EVENT);
    }

    /**
     * Reads the bytes that have arrived.
     *
     * @return how many of them belong to this answer
     */
    int feed(byte[] bytes, int from, int to) {
        at = Duration.ofNanos(System.nanoTime() - exchange.opened());
        parser.feed(Bytes.of(Arrays.copyOfRange(bytes, from, to))).forEach(this::see);
        int mine = to - from;
        if (parser.end().orElse(null) instanceof End.Complete complete) {
            mine = (int) Math.min(mine, complete.offset() - fed);
        }
        fed += mine;
        return mine;
    }

    /** Whether the answer has ended, as far as its own bytes tell. */
    boolean isComplete() {
        return parser.end().orElse(null) instanceof End.Complete;
    }

    boolean isMalformed() {
        return parser.end().orElse(null) instanceof End.Malformed;
    }

    /** Notes that the server has closed the connection, which is the end of an answer without a length. */
    ExchangeEnd eof() {
        return parser.eof() instanceof End.Complete ? ExchangeEnd.COMPLETE : ExchangeEnd.SERVER_CLOSED;
    }

    /** Returns the lines since the last call. */
    List<WireLine> take() {
        List<WireLine> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    private void see(WireItem item) {
        switch (item) {
            case WireItem.Head(ResponseHead head) -> head(head);
            case WireItem.Chunk chunk -> chunkEdge = true;
            case WireItem.Body body -> body(body.bytes().toByteArray());
            default -> {
                // The other items mean nothing to a class.
            }
        }
    }

    private void head(ResponseHead head) {
        String type = head.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
        exchange.answered(head.status(), kind(head.status(), type));
        String words = String.format(Locale.ROOT, "%d %s", head.status(), head.reason())
                .strip();
        lines.add(line(WireLine.Kind.HEAD, words + (type.isEmpty() ? "" : " · " + type)));
        head.headers()
                .first("transfer-encoding")
                .ifPresent(coding -> lines.add(line(WireLine.Kind.HEAD, "Transfer-Encoding: " + coding)));
        head.headers()
                .first("retry-after")
                .ifPresent(seconds -> lines.add(line(WireLine.Kind.HEAD, "Retry-After: " + seconds)));
    }

    private static ProxiedExchange.Kind kind(int status, String type) {
        if (status == SWITCHED) {
            return ProxiedExchange.Kind.SOCKET;
        }
        if (status == 200 && type.startsWith("text/event-stream")) {
            return ProxiedExchange.Kind.STREAM;
        }
        boolean file = type.startsWith("text/html") || type.startsWith("text/css") || type.contains("javascript");
        return file || status == 304 ? ProxiedExchange.Kind.FILE : ProxiedExchange.Kind.PLAIN;
    }

    private WireLine line(WireLine.Kind kind, String text) {
        return new WireLine(at, kind, Text.same(WireText.escape(text)), false, List.of());
    }

    private void body(byte[] bytes) {
        switch (exchange.kind()) {
            case STREAM -> events(bytes);
            case SOCKET -> frames(bytes);
            case PLAIN -> plain(bytes);
            default -> exchange.counted(bytes.length, 0, 0);
        }
        bodyRead += bytes.length;
    }

    private void plain(byte[] bytes) {
        if (bodyRead < LONGEST_PLAIN) {
            lines.add(bytes(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_PLAIN)), List.of()));
        }
        exchange.counted(bytes.length, 0, 0);
    }

    /** Cuts the bytes where events end, which shows the bytes that make up each event. */
    private void events(byte[] bytes) {
        List<StreamItem> items = new ArrayList<>();
        reader.read(bytes, 0, bytes.length, items::add);
        int from = 0;
        int events = 0;
        int comments = 0;
        for (StreamItem item : items) {
            if (item instanceof StreamItem.Event event) {
                events++;
                int end = (int) (event.end() - bodyRead);
                int to = end < bytes.length && bytes[end] == '\n' && bytes[end - 1] == '\r' ? end + 1 : end;
                lines.add(bytes(Arrays.copyOfRange(bytes, from, to), List.of(words(event))));
                from = to;
            } else if (item instanceof StreamItem.Comment) {
                comments++;
            }
        }
        if (from < bytes.length) {
            lines.add(bytes(Arrays.copyOfRange(bytes, from, bytes.length), List.of()));
        }
        exchange.counted(bytes.length, events, comments);
        exchange.gave(reader.lastEventId());
    }

    private static String words(StreamItem.Event event) {
        return WireText.event(event.type(), event.data(), event.lastEventId());
    }

    private WireLine bytes(byte[] bytes, List<String> dispatched) {
        boolean edge = chunkEdge;
        chunkEdge = false;
        String text = Clip.characters(WireText.of(bytes).text(), LONGEST_LINE);
        return new WireLine(at, WireLine.Kind.BYTES, Text.same(text), edge, dispatched);
    }

    private void frames(byte[] bytes) {
        List<String> messages = new ArrayList<>();
        if (!frames.isLost()) {
            frames.read(Bytes.of(bytes), frame -> {
                if (frame.opcode() == Frame.TEXT) {
                    messages.add(WireText.event("message", frame.payload().utf8(), ""));
                }
            });
        }
        lines.add(bytes(bytes, messages));
        exchange.counted(bytes.length, messages.size(), 0);
    }
}
