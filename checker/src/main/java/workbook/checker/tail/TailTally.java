package workbook.checker.tail;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;

/** Counts what has come. For one thread. */
public final class TailTally {

    /** Types that are counted by name; a server can make up more than anybody wants to keep or read. */
    private static final int MOST_TYPES = 50;

    private static final int LONGEST = 80;
    private static final String OTHERS = "…";

    private final long begun = System.nanoTime();
    private final Map<String, Long> events = new LinkedHashMap<>();
    /** When the last byte came; the greatest number while no stream is open. */
    private long last = Long.MAX_VALUE;

    private long bytes;
    private long comments;
    private long silence;
    private int returns;

    void see(Sight sight) {
        switch (sight) {
            case Sight.Read read -> {
                bytes += read.bytes().size();
                arrived(read.nanos());
            }
            case Sight.Opened opened -> arrived(opened.nanos());
            case Sight.Item(long nanos, StreamItem.Event event, boolean newId) -> count(event.type());
            case Sight.Item(long nanos, StreamItem.Comment comment, boolean newId) -> comments++;
            case Sight.Returning returning -> {
                returns++;
                // The wait for the next connection is no silence of a stream.
                last = Long.MAX_VALUE;
            }
            default -> {
                // Only what came is counted.
            }
        }
    }

    private void arrived(long nanos) {
        silence = Math.max(silence, last == Long.MAX_VALUE ? 0 : nanos - last);
        last = nanos;
    }

    private void count(String type) {
        String name = Clip.characters(type, LONGEST);
        events.merge(events.containsKey(name) || events.size() < MOST_TYPES ? name : OTHERS, 1L, Long::sum);
    }

    /** How many events came, by their types, in the order in which these came first. */
    public Map<String, Long> events() {
        return new LinkedHashMap<>(events);
    }

    public long comments() {
        return comments;
    }

    /** Bytes, with the framing of HTTP. */
    public long bytes() {
        return bytes;
    }

    public int returns() {
        return returns;
    }

    /** The longest time without a byte on an open stream. */
    public Duration longestSilence() {
        return Duration.ofNanos(Math.max(silence, silence().toNanos()));
    }

    /** How long nothing has come on the open stream. */
    Duration silence() {
        return Duration.ofNanos(last == Long.MAX_VALUE ? 0 : System.nanoTime() - last);
    }

    public Duration length() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
