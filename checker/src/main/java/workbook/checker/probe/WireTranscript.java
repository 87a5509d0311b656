package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireItem;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;
import workbook.checker.wire.WireEntry;

/**
 * Turns what was on the wire into the lines of a wire log. Bytes are cut into lines where they arrived, where a chunk
 * begins and where an event ends, so that a reader sees which bytes made which event.
 */
final class WireTranscript {

    /**
     * A byte to point at.
     *
     * @param bodyOffset offset of the byte in the body; behind the last byte to point at what is missing
     */
    record Pointer(long bodyOffset, Text note) {}

    private record Segment(Duration at, long from, byte[] bytes) {
        long to() {
            return from + bytes.length;
        }

        Segment part(long start, long end) {
            return new Segment(at, start, Arrays.copyOfRange(bytes, (int) (start - from), (int) (end - from)));
        }
    }

    /** A log with more lines than this shows its begin, its end, and what is around the mark. */
    private static final int MOST_LINES = 3_000;

    /** Bytes: of a stream that is longer no line shows more than {@link #LONG_LINE}. */
    private static final long LONG_STREAM = 4L << 20;

    private static final int LONG_LINE = 1_000;

    private final Connection connection;
    private final boolean isLong;
    private final Optional<Pointer> pointer;
    private final List<WireLine> lines = new ArrayList<>();
    private final Set<Long> chunkEdges = new HashSet<>();
    private final TreeMap<Long, String> madeByEnd;
    private Optional<Conversation.Mark> mark = Optional.empty();
    private WireText lastBytes = WireText.of(new byte[0]);
    private int lastBytesLine = -1;

    private WireTranscript(Connection connection, Optional<Pointer> pointer) {
        this.connection = connection;
        this.isLong = connection.exchange().received() > LONG_STREAM;
        this.pointer = pointer;
        this.madeByEnd = new TreeMap<>(connection.made());
    }

    static Conversation of(Connection connection, Optional<Pointer> pointer) {
        return new WireTranscript(connection, pointer).conversation();
    }

    private Conversation conversation() {
        List<WireEntry> log = connection.exchange().log();
        for (WireEntry entry : log) {
            switch (entry.item()) {
                case WireItem.Chunk chunk -> chunkEdges.add(chunk.bodyOffset());
                case WireItem.Head(ResponseHead head) -> add(entry.at(), WireLine.Kind.HEAD, Text.same(heading(head)));
                case WireItem.Body body ->
                    segments(new Segment(
                            entry.at(), body.bodyOffset(), body.bytes().toByteArray()));
                case WireItem.Sent(Bytes bytes) -> add(entry.at(), WireLine.Kind.SENT, connection.sent(bytes));
                case WireItem.Ended(End end) -> add(entry.at(), WireLine.Kind.END, ExchangeEnding.inShort(end));
                default -> {
                    // The rest says nothing to a reader of a stream.
                }
            }
        }
        if (pointer.isPresent() && mark.isEmpty() && lastBytesLine >= 0) {
            mark = Optional.of(new Conversation.Mark(
                    lastBytesLine, lastBytes.text().length(), pointer.get().note()));
        }
        return new Conversation(connection.name(), connection.repetition(), lines, mark).shortened(MOST_LINES);
    }

    private void segments(Segment read) {
        long from = read.from();
        for (long end : madeByEnd.subMap(read.from(), false, read.to(), false).keySet()) {
            long cut = endsInCrLf(read, end) ? end + 1 : end;
            bytes(read.part(from, cut));
            from = cut;
        }
        if (from < read.to()) {
            bytes(read.part(from, read.to()));
        }
    }

    /** The LF of a CRLF belongs to no item of the reader, but a person expects it in the same line. */
    private static boolean endsInCrLf(Segment read, long end) {
        int at = (int) (end - read.from());
        return read.bytes()[at] == '\n' && read.bytes()[at - 1] == '\r';
    }

    private void bytes(Segment segment) {
        WireText text = WireText.of(shown(segment));
        List<String> dispatched = List.copyOf(
                madeByEnd.subMap(segment.from(), false, segment.to(), true).values());
        pointer.filter(p -> p.bodyOffset() >= segment.from() && p.bodyOffset() < segment.to())
                .ifPresent(p -> mark = Optional.of(new Conversation.Mark(
                        lines.size(), text.column((int) (p.bodyOffset() - segment.from())), p.note())));
        lastBytes = text;
        lastBytesLine = lines.size();
        lines.add(new WireLine(
                segment.at(), WireLine.Kind.BYTES, text.text(), chunkEdges.contains(segment.from()), dispatched));
    }

    /** The bytes of a line; of a long stream the first of them, unless the mark is behind those. */
    private byte[] shown(Segment segment) {
        boolean marked = pointer.filter(p -> p.bodyOffset() >= segment.from() && p.bodyOffset() <= segment.to())
                .isPresent();
        return isLong && !marked && segment.bytes().length > LONG_LINE
                ? Arrays.copyOf(segment.bytes(), LONG_LINE)
                : segment.bytes();
    }

    private void add(Duration at, WireLine.Kind kind, Text text) {
        lines.add(new WireLine(at, kind, text, false, List.of()));
    }

    private static String heading(ResponseHead head) {
        String type =
                head.headers().first("content-type").map(value -> " · " + value).orElse("");
        return WireText.escape(String.format(Locale.ROOT, "%d %s", head.status(), head.reason())
                        .strip()
                + type);
    }

    /** An event as a browser would hand it to the page, with only the beginning of long data. */
    static String browser(StreamItem.Event event) {
        return WireText.event(event.type(), event.data(), event.lastEventId());
    }

    /** Data in quotes and visible, with only the beginning of long data. */
    static String quoted(String data) {
        return WireText.quoted(data);
    }
}
