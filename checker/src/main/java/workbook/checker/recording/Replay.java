package workbook.checker.recording;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.recording.Recording.Read;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;

/**
 * Serves a recording on 127.0.0.1, with its times. A client that comes with the id of an event in it gets what follows
 * that event, without the time before it.
 */
public final class Replay implements AutoCloseable {

    /** What a server writes itself, or what was true of the recorded bytes only. */
    private static final Set<String> OWN =
            Set.of("transfer-encoding", "content-length", "connection", "content-encoding", "date", "keep-alive");

    /** Pieces that are written without a pause reach the client joined. */
    private static final Duration BETWEEN = Duration.ofMillis(2);

    private record Boundary(long offset, String id) {}

    private final Recording recording;
    private final ReplayOptions options;
    private final String path;
    private final List<Read> reads;
    private final List<Boundary> events = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ScriptedServer server;

    private Replay(Recording recording, ReplayOptions options, String path, int port) {
        this.recording = recording;
        this.options = options;
        this.path = path;
        this.reads = options.crlf() ? crlf(recording.reads()) : recording.reads();
        EventStreamReader reader = new EventStreamReader();
        for (Read read : reads) {
            for (StreamItem item : reader.read(read.bytes())) {
                if (item instanceof StreamItem.Event event) {
                    // The LF of a CRLF that ends an event belongs to no item, but to what was sent with it.
                    events.add(new Boundary(event.end() + (options.crlf() ? 1 : 0), event.lastEventId()));
                }
            }
        }
        this.server = ScriptedServer.start(port, this::answer);
    }

    /** @param port 0 for any that is free */
    public static Replay start(Recording recording, ReplayOptions options, String path, int port) {
        return new Replay(recording, options, path, port);
    }

    public URI uri() {
        return server.uri().resolve(path);
    }

    private static List<Read> crlf(List<Read> reads) {
        List<Read> all = new ArrayList<>();
        boolean cr = false;
        for (Read read : reads) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte one : read.bytes()) {
                if (one == '\r' || one == '\n' && !cr) {
                    bytes.write('\r');
                    bytes.write('\n');
                } else if (one != '\n') {
                    bytes.write(one);
                }
                cr = one == '\r';
            }
            all.add(new Read(read.at(), bytes.toByteArray()));
        }
        return all;
    }

    private void answer(Request request, Answer answer) {
        if (!request.path().equals(path)) {
            answer.missing();
            return;
        }
        int connection = connections.incrementAndGet();
        if (options.status() > 0 && connection == options.statusAt()) {
            answer.whole(options.status() + " Replayed", "text/plain", "as asked for\n");
            return;
        }
        answer.head(
                recording.status() + " Replayed",
                recording.headers().entrySet().stream()
                        .filter(field ->
                                !OWN.contains(field.getKey()) && !field.getKey().startsWith(":"))
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .sorted()
                        .reduce("Transfer-Encoding: chunked", (a, b) -> a + "\n" + b)
                        .split("\n"));
        if (stream(answer, from(request.header("last-event-id").orElse("")))) {
            return;
        }
        switch (recording.end()) {
            case "clean" -> answer.end();
            case "cut" -> answer.cut();
            default -> answer.hold();
        }
    }

    /** Behind the event with this id; the begin of the stream where none has it. */
    private long from(String id) {
        return events.stream()
                .filter(event -> !id.isEmpty() && event.id().equals(id))
                .reduce((a, b) -> b)
                .map(Boundary::offset)
                .orElse(0L);
    }

    private int eventsUpTo(long offset) {
        return (int) events.stream().filter(event -> event.offset() <= offset).count();
    }

    /** Writes from an offset on; true if the connection was cut, or the client has left. */
    private boolean stream(Answer answer, long from) {
        int first = eventsUpTo(from);
        long cut = options.cutAfter().isPresent()
                ? boundary(first + options.cutAfter().getAsInt())
                : Long.MAX_VALUE;
        long stall = options.stall().isZero() ? Long.MAX_VALUE : boundary(options.stallAfter());
        long offset = 0;
        Duration base = null;
        // Each read has its time from here, so that what one wait takes too long does not add up.
        long begun = System.nanoTime();
        for (Read read : reads) {
            long end = offset + read.bytes().length;
            if (end > from) {
                base = base == null && from > 0 ? read.at() : base;
                Duration due = scaled(base == null ? read.at() : read.at().minus(base));
                if (left(answer, due.minusNanos(System.nanoTime() - begun))) {
                    return true;
                }
                for (long at = Math.max(offset, from); at < end; ) {
                    long next = Math.min(end, at < stall ? stall : Long.MAX_VALUE);
                    next = Math.min(next, cut);
                    next = options.pieceBytes() > 0 ? Math.min(next, at + options.pieceBytes()) : next;
                    answer.write(Arrays.copyOfRange(read.bytes(), (int) (at - offset), (int) (next - offset)));
                    at = next;
                    if (at == cut) {
                        answer.cut();
                        return true;
                    }
                    if (at == stall) {
                        if (left(answer, options.stall())) {
                            return true;
                        }
                        begun += options.stall().toNanos();
                    }
                    if (options.pieceBytes() > 0 && left(answer, BETWEEN)) {
                        return true;
                    }
                }
            }
            offset = end;
        }
        return false;
    }

    private long boundary(int events) {
        return events == 0
                ? 0
                : events <= this.events.size() ? this.events.get(events - 1).offset() : Long.MAX_VALUE;
    }

    private Duration scaled(Duration wait) {
        return Double.isInfinite(options.speed())
                ? Duration.ZERO
                : Duration.ofNanos(Math.round(wait.toNanos() / options.speed()));
    }

    private static boolean left(Answer answer, Duration wait) {
        return !wait.isZero() && !wait.isNegative() && answer.awaitLeft(wait);
    }

    @Override
    public void close() {
        server.close();
    }
}
