package workbook.checker.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.scripted.Request;

/**
 * An endpoint that keeps every rule, in parts: it sends a numbered event each second of the test's clock, to every client
 * the same, and replays what a client missed. A faulty or odd endpoint changes the part in which it sins.
 */
final class SampleStream implements Handler {

    /** How much faster the tests run than the rules are written. */
    static final TimeScale PACE = new TimeScale(8);

    static final Duration TICK = PACE.of(Duration.ofSeconds(1));

    static final String ORIGIN = "https://app.example";

    // Written by the one thread that restarts.
    private volatile long begun = System.nanoTime();
    private volatile int run = 1;
    private final List<String> fields = new ArrayList<>(List.of(
            "Content-Type: text/event-stream",
            "Cache-Control: no-store",
            "X-Accel-Buffering: no",
            "Connection: close"));
    private final Map<String, Handler> methods = new HashMap<>();
    private String status = "HTTP/1.1 200 OK";
    private String greeting = "retry: 2000\n: hello\n\n";
    private LongFunction<String> event = n -> "id: " + n + "\ndata: {\"n\": " + n + "}\n\n";
    private Handler missing = (request, reply) -> reply.json(404, "{\"reason\": \"there is nothing here\"}");
    private Predicate<Long> ends = n -> false;
    private Consumer<Reply> end = Reply::end;
    private Handler before = (request, reply) -> {};
    private boolean replays = true;
    private boolean chunked = true;
    private boolean bytewise;
    private boolean anyHost;
    private boolean repeats;
    private Function<String, List<String>> cors = SampleStream::allow;
    private Handler preflight = preflightFor("Last-Event-ID, Authorization");
    private String idStart = "";

    SampleStream() {
        methods.put("HEAD", (request, reply) -> reply.head(head(false)));
        Handler refusal = (request, reply) -> reply.head(
                "HTTP/1.1 405 Method Not Allowed", "Allow: GET, HEAD", "Content-Length: 0", "Connection: close");
        methods.put("OPTIONS", (request, reply) -> {
            if (request.header("access-control-request-method").isPresent()) {
                preflight.answer(request, reply);
            } else {
                refusal.answer(request, reply);
            }
        });
        methods.put("PROBE", refusal);
    }

    /** Allows one origin, and says that it depends on it. */
    static List<String> allow(String origin) {
        return origin.equals(ORIGIN)
                ? List.of("Access-Control-Allow-Origin: " + origin, "Vary: Origin")
                : List.of("Vary: Origin");
    }

    static Handler preflightFor(String headers) {
        return (request, reply) -> reply.head(
                "HTTP/1.1 204 No Content",
                "Access-Control-Allow-Origin: " + ORIGIN,
                "Access-Control-Allow-Headers: " + headers,
                "Connection: close");
    }

    /** What is added for a request with this Origin. */
    SampleStream cors(Function<String, List<String>> added) {
        cors = added;
        return this;
    }

    SampleStream preflight(Handler handler) {
        preflight = handler;
        return this;
    }

    SampleStream anyHost() {
        anyHost = true;
        return this;
    }

    /** Counts the last events again, as a server does that keeps its count in memory. */
    void restart() {
        begun += TICK.multipliedBy(10).toNanos();
        run++;
    }

    int run() {
        return run;
    }

    /** Sends the event again that the client names. */
    SampleStream repeating() {
        repeats = true;
        return this;
    }

    SampleStream status(String line) {
        status = line;
        return this;
    }

    /** Replaces the field of the same name, or adds one. */
    SampleStream with(String field) {
        without(field.substring(0, field.indexOf(':')));
        fields.add(field);
        return this;
    }

    SampleStream and(String field) {
        fields.add(field);
        return this;
    }

    SampleStream without(String name) {
        fields.removeIf(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        return this;
    }

    SampleStream greeting(String text) {
        greeting = text;
        return this;
    }

    SampleStream event(LongFunction<String> text) {
        event = text;
        return this;
    }

    SampleStream method(String name, Handler handler) {
        methods.put(name, handler);
        return this;
    }

    SampleStream missing(Handler handler) {
        missing = handler;
        return this;
    }

    /** Ends each stream after so many events. */
    SampleStream ending(int events, Consumer<Reply> how) {
        ends = n -> n >= events;
        end = how;
        return this;
    }

    /** Writes each byte of an event by itself. */
    SampleStream bytewise() {
        bytewise = true;
        return this;
    }

    /** Looks for the number of an event behind the last dash of its id. */
    SampleStream uuids() {
        idStart = "-";
        return this;
    }

    /** Does this in front of the head. */
    SampleStream before(Handler handler) {
        before = handler;
        return this;
    }

    SampleStream noReplay() {
        replays = false;
        return this;
    }

    SampleStream untilClose() {
        chunked = false;
        return this;
    }

    String[] head(boolean chunks) {
        List<String> lines = new ArrayList<>(List.of(status));
        lines.addAll(fields);
        if (chunks) {
            lines.add("Transfer-Encoding: chunked");
        }
        return lines.toArray(String[]::new);
    }

    /** The number of the event that was sent last. */
    long now() {
        return (System.nanoTime() - begun) / TICK.toNanos();
    }

    long begun() {
        return begun;
    }

    /** Thrown by an event: nothing more comes on this stream, though it stays open. */
    static final class Silence extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        answer(request, reply, event);
    }

    /** Answers with other events on the common clock. */
    void answer(Request request, Reply reply, LongFunction<String> events) throws Exception {
        if (!anyHost && request.header("host").filter("foreign.example"::equals).isPresent()) {
            reply.head("HTTP/1.1 421 Misdirected Request", "Content-Length: 0", "Connection: close");
        } else if (!request.path().equals("/events")) {
            missing.answer(request, reply);
        } else if (methods.containsKey(request.method())) {
            methods.get(request.method()).answer(request, reply);
        } else {
            stream(request, reply, events);
        }
    }

    private void stream(Request request, Reply reply, LongFunction<String> events) throws Exception {
        before.answer(request, reply);
        boolean chunks = chunked && request.version().equals("HTTP/1.1");
        if (chunks) {
            reply.chunked();
        }
        List<String> lines = new ArrayList<>(List.of(head(chunks)));
        request.header("origin").ifPresent(origin -> lines.addAll(cors.apply(origin)));
        reply.head(lines.toArray(String[]::new));
        reply.write(greeting);
        long next = (replays ? place(request) : now())
                + (repeats && request.header("last-event-id").isPresent() ? 0 : 1);
        try {
            for (int sent = 0; !ends.test((long) sent); sent++) {
                awaitTick(reply, next);
                write(reply, events.apply(next++));
            }
        } catch (Silence over) {
            reply.answer().hold();
            return;
        }
        end.accept(reply);
    }

    private void write(Reply reply, String text) {
        if (bytewise) {
            text.chars().forEach(b -> reply.write(new byte[] {(byte) b}));
        } else {
            reply.write(text);
        }
    }

    /** What the client has: its last id, or nothing before now. */
    long place(Request request) {
        String whole = request.header("last-event-id").orElse("");
        String id = idStart.isEmpty() ? whole : whole.substring(whole.lastIndexOf(idStart) + 1);
        return id.matches("\\d{1,12}") ? Math.min(Long.parseLong(id), now()) : now();
    }

    /** Waits for the moment of an event, unless the client leaves. */
    void awaitTick(Reply reply, long n) throws InterruptedException {
        long left = begun + n * TICK.toNanos() - System.nanoTime();
        if (left > 0 && reply.answer().awaitLeft(Duration.ofNanos(left))) {
            throw new InterruptedException("the client has left");
        }
    }

    /** Waits for a time of the rules. */
    static void pause(Reply reply, Duration written) {
        reply.answer().awaitLeft(PACE.of(written));
    }
}
