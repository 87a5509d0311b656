package workbook.checker.conformance;

import static workbook.checker.conformance.Variation.faulty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.servers.ClockServer;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.wire.WireRequest;

/** For each rule an endpoint that breaks it, and no other. */
final class FaultyEndpoints {

    /** Behind what is there already, so that a client may have left by then. */
    private static final Duration LATER = Duration.ofMillis(2400);

    private FaultyEndpoints() {}

    static List<Variation> all() {
        List<Variation> all = new ArrayList<>(open());
        all.addAll(wire());
        all.addAll(live());
        all.addAll(cors());
        all.addAll(resume());
        return all;
    }

    private static List<Variation> open() {
        return List.of(
                faulty("open/1", "503", () -> new SampleStream().status("HTTP/1.1 503 Service Unavailable")),
                faulty(
                        "open/1",
                        "204: do not come back",
                        () -> (request, reply) -> reply.head("HTTP/1.1 204 No Content", "Connection: close")),
                faulty("open/2", "JSON", () -> new SampleStream().with("Content-Type: application/json")),
                faulty("open/2", "two types, the last one wrong", () -> new SampleStream()
                        .and("Content-Type: text/plain")),
                faulty("open/3", "Latin-1", () -> new SampleStream()
                        .with("Content-Type: text/event-stream; charset=iso-8859-1")),
                faulty("open/3", "utf8 without a dash", () -> new SampleStream()
                        .with("Content-Type: text/event-stream;charset=utf8")),
                faulty("open/4", "no Cache-Control", () -> new SampleStream().without("Cache-Control")),
                faulty("open/4", "kept for a minute", () -> new SampleStream()
                        .with("Cache-Control: public, max-age=60")),
                faulty("open/5", "the head waits for the first event", () -> new SampleStream()
                        .before((request, reply) -> SampleStream.pause(reply, Duration.ofSeconds(5)))),
                faulty("open/5", "the head waits for an event that is caused", FaultyEndpoints::waiting)
                        .planned(FaultyEndpoints::causing),
                faulty("open/5", "a head that takes 7 s for everybody", () -> new SampleStream()
                        .before((request, reply) -> SampleStream.pause(reply, Duration.ofSeconds(7)))),
                faulty("open/6", "X-Accel-Buffering: yes", () -> new SampleStream().with("X-Accel-Buffering: yes")),
                faulty("open/7", "compressed without no-transform", () -> gzip(new SampleStream(), true)),
                faulty("open/8", "a Content-Length that is not kept", () -> new SampleStream()
                        .untilClose()
                        .and("Content-Length: 100000")
                        .ending(4, Reply::cut)),
                faulty("open/8", "a stream that goes on behind its Content-Length", () -> new SampleStream()
                        .untilClose()
                        .and("Content-Length: 21")),
                faulty("open/8", "a chunk size that is none", () -> new SampleStream()
                        .ending(4, reply -> reply.raw("x\r\n"))),
                faulty("open/8", "both framings", () -> new SampleStream()
                        .method("HEAD", (request, reply) -> reply.head(new SampleStream().head(false)))
                        .and("Content-Length: 1000000")),
                faulty("open/8", "an answer to OPTIONS that is cut some time behind its head", () -> new SampleStream()
                        .method("OPTIONS", (request, reply) -> {
                            reply.head("HTTP/1.1 200 OK", "Allow: GET", "Content-Length: 100", "Connection: close");
                            SampleStream.pause(reply, LATER);
                            reply.raw("GET,");
                            reply.cut();
                        })),
                faulty("open/8", "the last chunk twice", () -> new SampleStream().ending(4, reply -> {
                    reply.raw("0\r\n\r\n");
                    SampleStream.pause(reply, LATER);
                    reply.raw("0\r\n\r\n");
                    reply.cut();
                })),
                faulty("open/8", "bytes behind a length that is met late", () -> new SampleStream()
                        .untilClose()
                        .and("Content-Length: 201")
                        .event(n -> "data: x\n\n")
                        .ending(20, reply -> {
                            SampleStream.pause(reply, LATER);
                            reply.raw("more");
                            reply.cut();
                        })),
                faulty("open/9", "chunks for HTTP/1.0", FaultyEndpoints::chunksForAll),
                faulty(
                        "open/10",
                        "HEAD with content",
                        () -> sample(stream -> stream.method("HEAD", (request, reply) -> {
                            reply.head(stream.head(false));
                            reply.raw("data: 1\n\n");
                        }))),
                faulty("open/10", "HEAD with content that comes later", () -> headBehind(LATER, "data: 1\n\n")),
                faulty("open/10", "HEAD with content that is no line", () -> headBehind(LATER, "ok")),
                faulty("open/10", "HEAD with content behind the second one", FaultyEndpoints::contentLater),
                new Variation(
                        "the text of an error behind HEAD",
                        new TreeSet<>(Set.of("open/10", "open/10b")),
                        () -> new SampleStream()
                                .method(
                                        "HEAD",
                                        (request, reply) -> reply.raw(
                                                "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 18\r\n"
                                                        + "Connection: close\r\n\r\nEndpoint not found")),
                        UnaryOperator.identity()),
                faulty(
                        "open/10b",
                        "HEAD of another type",
                        () -> sample(stream -> stream.method(
                                "HEAD",
                                (request, reply) -> reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: text/html",
                                        "Content-Length: 0",
                                        "Connection: close")))),
                faulty("open/10c", "HEAD that goes on", () -> new SampleStream().method("HEAD", (request, reply) -> {
                    reply.head(new SampleStream().without("Connection").head(false));
                    reply.answer().hold();
                })),
                faulty("open/12", "405 without Allow", () -> new SampleStream()
                        .method(
                                "PROBE",
                                (request, reply) -> reply.head(
                                        "HTTP/1.1 405 Method Not Allowed", "Content-Length: 0", "Connection: close"))),
                faulty("open/13", "close is said, and not done", () -> new SampleStream().method("HEAD", again(true))),
                faulty("open/13", "close is asked for, and not done", () -> new SampleStream()
                        .method("HEAD", again(false))),
                faulty("open/13b", "closes without a word", () -> new SampleStream()
                        .method(
                                "HEAD",
                                (request, reply) -> reply.head(
                                        new SampleStream().without("Connection").head(false)))),
                new Variation(
                        "302 without Location",
                        new TreeSet<>(Set.of("open/1", "open/14")),
                        () -> (request, reply) ->
                                reply.head("HTTP/1.1 302 Found", "Content-Length: 0", "Connection: close"),
                        UnaryOperator.identity()),
                faulty("open/15", "an error inside a 200", () -> new SampleStream().missing((request, reply) -> {
                    reply.eventStream().write("event: error\ndata: {\"reason\": \"no such stream\"}\n\n");
                    reply.end();
                })),
                faulty("open/15", "an error that does not end", () -> new SampleStream().missing((request, reply) -> {
                    reply.head("HTTP/1.1 404 Not Found", "Content-Type: text/plain", "Connection: close");
                    reply.raw("no\n");
                    reply.answer().hold();
                })));
    }

    private static List<Variation> wire() {
        return List.of(
                faulty(
                        "wire/1",
                        "Latin-1 in data",
                        () -> new Raw(n -> {
                            byte[] event = ("id: " + n + "\ndata: caf_\n\n").getBytes(StandardCharsets.US_ASCII);
                            event[event.length - 3] = (byte) 0xe9;
                            return event;
                        })),
                faulty("wire/2", "type: in place of event:", () -> new SampleStream()
                        .event(n -> "id: " + n + "\ntype: tick\ndata: " + n + "\n\n")),
                faulty("wire/2", "JSON of several lines", () -> new SampleStream()
                        .event(n -> "id: " + n + "\ndata: {\n\"n\": " + n + "\n}\n\n")),
                faulty("wire/2", "capitals", () -> new SampleStream()
                        .event(n -> "id: " + n + "\ndata: " + n + "\n\n" + (n % 3 == 0 ? "Data: lost\n\n" : ""))),
                faulty("wire/2", "a BOM in front of each event", () -> new SampleStream()
                        .event(n -> "\uFEFF: " + n + "\nid: " + n + "\ndata: " + n + "\n\n")),
                faulty("wire/3", "[DONE] without a blank line", () -> new SampleStream().ending(4, reply -> {
                    reply.write("data: [DONE]\n");
                    reply.end();
                })),
                faulty("wire/4", "a type without data", () -> new SampleStream()
                        .event(n -> "event: empty\n\nid: " + n + "\ndata: " + n + "\n\n")),
                faulty("wire/4", "an id without data", () -> new SampleStream()
                        .event(n -> "id: " + n + "\n\nid: " + n + "\ndata: " + n + "\n\n")),
                faulty("wire/4", "each id in a block of its own", () -> new SampleStream()
                        .event(n -> "id: " + n + "\n\ndata: " + n + "\n\n")),
                faulty("wire/5", "seconds with a unit", () -> new SampleStream().greeting("retry: 5s\n: hello\n\n")),
                faulty("wire/5b", "5 ms", () -> new SampleStream().greeting("retry: 5\n: hello\n\n")),
                faulty("wire/5b", "a day", () -> new SampleStream().greeting("retry: 86400000\n: hello\n\n")),
                faulty("wire/6", "NUL in an id", () -> new SampleStream()
                        .event(n -> "id: a\0b\ndata: lost\n\nid: " + n + "\ndata: " + n + "\n\n")),
                faulty("wire/6b", "a name in an id", () -> named("caf\u00e9-")),
                faulty("wire/6b", "a long id", () -> named("x".repeat(130) + "-")),
                faulty("wire/7", "a type error", () -> new SampleStream()
                        .event(n -> "event: error\nid: " + n + "\ndata: " + n + "\n\n")),
                faulty("wire/7", "a space behind the type", () -> new SampleStream()
                        .event(n -> "event: tick \nid: " + n + "\ndata: " + n + "\n\n")),
                faulty("wire/8", "a lost blank line", () -> new SampleStream()
                        .event(n -> "id: " + n + "\ndata: {\"n\": " + n + "}\ndata: {\"m\": 1}\n\n")),
                faulty("wire/12", "a buffer of 4 KiB", Buffered::new));
    }

    private static List<Variation> live() {
        return List.of(
                faulty(
                        "live/1",
                        "silent after a while",
                        () -> sample(stream -> stream.event(n -> {
                            if (n > 5) {
                                throw new SampleStream.Silence();
                            }
                            return "id: " + n + "\ndata: " + n + "\n\n";
                        }))),
                faulty("live/2", "a ping as an event", () -> new SampleStream()
                        .event(n -> "event: ping\ndata: {}\n\nid: " + n + "\nevent: tick\ndata: " + n + "\n\n")),
                faulty("live/3", "cut by a timeout of 30 s", () -> new SampleStream().ending(30, Reply::cut))
                        .planned(plan -> watching(plan, 40)),
                faulty("live/4", "deaf after 20 s", Deaf::new),
                faulty("live/4", "deaf after 20 s, and events are caused", CausedDeaf::new)
                        .planned(FaultyEndpoints::causing),
                faulty("live/5", "gzip is said, and not done", () -> {
                    SampleStream plain = new SampleStream();
                    SampleStream lying = new SampleStream()
                            .with("Cache-Control: no-store, no-transform")
                            .and("Content-Encoding: gzip");
                    return (request, reply) ->
                            (request.header("accept-encoding").isPresent() ? lying : plain).answer(request, reply);
                }),
                faulty(
                        "live/5b",
                        "gzip without a flush",
                        () -> gzip(new SampleStream().with("Cache-Control: no-store, no-transform"), false)),
                faulty("live/6", "cut in place of an end", () -> new SampleStream().ending(4, Reply::cut)),
                faulty("live/8", "one writer for all", OneWriter::new),
                faulty("live/9", "places for four", () -> new Places(4)));
    }

    private static List<Variation> cors() {
        return List.of(
                        faulty("cors/1", "no permission", () -> new SampleStream().cors(origin -> List.of())),
                        faulty("cors/1", "* with credentials", () -> new SampleStream()
                                .cors(origin -> List.of(
                                        "Access-Control-Allow-Origin: *", "Access-Control-Allow-Credentials: true"))),
                        faulty("cors/1", "the permission twice", () -> new SampleStream()
                                .cors(origin ->
                                        List.of("Access-Control-Allow-Origin: *", "Access-Control-Allow-Origin: *"))),
                        faulty("cors/2", "echoed without Vary", () -> new SampleStream()
                                .cors(origin -> List.of("Access-Control-Allow-Origin: " + origin))),
                        faulty("cors/3", "every origin with credentials", () -> new SampleStream()
                                .cors(origin -> List.of(
                                        "Access-Control-Allow-Origin: " + origin,
                                        "Access-Control-Allow-Credentials: true",
                                        "Vary: Origin"))),
                        faulty("cors/4", "an id with brackets", () -> new SampleStream()
                                .event(n -> "id: <topic>-" + n + "\ndata: " + n + "\n\n")
                                .uuids()
                                .preflight(SampleStream.preflightFor("Authorization"))),
                        faulty("cors/5", "no preflight", () -> new SampleStream()
                                .preflight((request, reply) -> reply.head(
                                        "HTTP/1.1 405 Method Not Allowed",
                                        "Allow: GET",
                                        "Content-Length: 0",
                                        "Connection: close"))),
                        faulty("cors/4", "a preflight that allows the field and no origin", () -> new SampleStream()
                                .event(n -> "id: <topic>-" + n + "\ndata: " + n + "\n\n")
                                .uuids()
                                .preflight(partly("Authorization", "Last-Event-ID"))),
                        faulty("cors/5", "a preflight that allows the field and no origin", () -> new SampleStream()
                                .preflight(partly("Last-Event-ID", "Authorization"))),
                        faulty("cors/6", "any Host", () -> new SampleStream().anyHost()))
                .stream()
                .map(variation -> variation.planned(FaultyEndpoints::forOrigin))
                .toList();
    }

    private static List<Variation> resume() {
        SampleStream again = new SampleStream();
        again.event(n -> "id: " + n + "\ndata: " + again.run() + " " + n + "\n\n");
        AtomicInteger connections = new AtomicInteger();
        return List.of(
                faulty("resume/1", "Last-Event-ID is not read", () -> new SampleStream().noReplay()),
                faulty("resume/1", "the last event again", () -> new SampleStream().repeating()),
                faulty(
                        "resume/2",
                        "500 for an id that is no number",
                        () -> strict((request, reply) ->
                                reply.head("HTTP/1.1 500 Oops", "Content-Length: 0", "Connection: close"))),
                faulty(
                        "resume/2",
                        "no answer for an id that is no number",
                        () -> strict((request, reply) -> reply.answer().hold())),
                faulty("resume/3", "one id, another event on each connection", () -> {
                    SampleStream stream = new SampleStream();
                    return (request, reply) -> {
                        int number = connections.incrementAndGet();
                        stream.answer(request, reply, n -> "id: " + n + "\ndata: " + number + "\n\n");
                    };
                }),
                faulty("resume/4", "no retry", () -> new SampleStream().greeting(": hello\n\n")),
                faulty("resume/5", "ids begin again", () -> again).planned(plan -> restarting(plan, again::restart)));
    }

    /** Answers an id that is no number in its own way. */
    private static Handler strict(Handler refusal) {
        SampleStream stream = new SampleStream();
        return (request, reply) -> {
            boolean odd = request.header("last-event-id")
                    .filter(id -> !id.matches("\\d{1,9}"))
                    .isPresent();
            (odd ? refusal : stream).answer(request, reply);
        };
    }

    /** Answers the preflight for one field, and forgets the origin in that for another. */
    private static Handler partly(String right, String forgotten) {
        return (request, reply) -> {
            boolean forgets = request.header("access-control-request-headers")
                    .filter(forgotten::equalsIgnoreCase)
                    .isPresent();
            if (forgets) {
                reply.head(
                        "HTTP/1.1 204 No Content", "Access-Control-Allow-Headers: " + forgotten, "Connection: close");
            } else {
                SampleStream.preflightFor(right).answer(request, reply);
            }
        };
    }

    /** Sends no head before an event was caused. */
    private static Handler waiting() {
        CountDownLatch caused = new CountDownLatch(1);
        return new SampleStream()
                .missing((request, reply) -> {
                    caused.countDown();
                    reply.json(404, "{\"reason\": \"there is nothing here\"}");
                })
                .before((request, reply) -> {
                    if (!caused.await(60, TimeUnit.SECONDS)) {
                        throw new InterruptedException("nothing was caused");
                    }
                });
    }

    static Plan causing(Plan plan) {
        return plan.causedBy(WireRequest.post(plan.endpoint().uri().resolve("/cause"), "text/plain", new byte[0]));
    }

    static Plan forOrigin(Plan plan) {
        return plan.with(Optional.of(URI.create(SampleStream.ORIGIN)), plan.restart());
    }

    private static Plan restarting(Plan plan, Runnable restart) {
        return plan.with(plan.origin(), Optional.of(restart));
    }

    static Plan watching(Plan plan, int seconds) {
        return plan.watching(Duration.ofSeconds(seconds));
    }

    static SampleStream sample(Consumer<SampleStream> change) {
        SampleStream stream = new SampleStream();
        change.accept(stream);
        return stream;
    }

    private static SampleStream named(String prefix) {
        return new SampleStream()
                .event(n -> "id: " + prefix + n + "\ndata: " + n + "\n\n")
                .uuids();
    }

    /** Answers HEAD again and again on one connection, whatever it says of it. */
    static Handler again(boolean close) {
        return (request, reply) -> {
            SampleStream head = close ? new SampleStream() : new SampleStream().without("Connection");
            reply.head(head.head(false));
            InputStream in = reply.input();
            int ends = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                ends = b == '\n' ? ends + 1 : b == '\r' ? ends : 0;
                if (ends == 2) {
                    reply.head(head.head(false));
                    ends = 0;
                }
            }
        };
    }

    /** Sends content behind the head of HEAD, some time later. */
    static Handler headBehind(Duration later, String content) {
        return sample(stream -> stream.method("HEAD", (request, reply) -> {
            reply.head(stream.head(false));
            SampleStream.pause(reply, later);
            reply.raw(content);
        }));
    }

    /** Keeps the connection of HEAD unless it is asked to close it, and has content for the second request on it. */
    private static Handler contentLater() {
        SampleStream head = new SampleStream().without("Connection");
        return new SampleStream().method("HEAD", (request, reply) -> {
            if (request.header("connection").filter("close"::equals).isPresent()) {
                reply.head(new SampleStream().head(false));
                return;
            }
            reply.head(head.head(false));
            if (reply.input().read() >= 0) {
                reply.raw(String.join("\r\n", head.head(false)) + "\r\n\r\ndata: 1\n\n");
            }
        });
    }

    private static Handler chunksForAll() {
        SampleStream stream = new SampleStream();
        return (request, reply) -> {
            Request modern = new Request(
                    request.at(),
                    request.method(),
                    request.target(),
                    request.headers(),
                    request.names(),
                    request.body(),
                    "HTTP/1.1");
            stream.answer(modern, reply);
        };
    }

    /** Compresses for whoever takes gzip. */
    private static Handler gzip(SampleStream stream, boolean flushes) {
        return (request, reply) -> {
            if (request.header("accept-encoding").isEmpty() || !request.method().equals("GET")) {
                stream.answer(request, reply);
                return;
            }
            List<String> lines = new ArrayList<>(List.of(stream.head(true)));
            lines.add("Content-Encoding: gzip");
            reply.chunked().head(lines.toArray(String[]::new));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes, true)) {
                for (long n = stream.now() + 1; ; n++) {
                    stream.awaitTick(reply, n);
                    out.write(("id: " + n + "\ndata: " + n + "\n\n").getBytes(StandardCharsets.UTF_8));
                    if (flushes) {
                        out.flush();
                    }
                    reply.write(bytes.toByteArray());
                    bytes.reset();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Sends bytes as they are. */
    private record Raw(SampleStream stream, LongFunction<byte[]> event) implements Handler {
        Raw(LongFunction<byte[]> event) {
            this(new SampleStream(), event);
        }

        @Override
        public void answer(Request request, Reply reply) throws Exception {
            if (!request.path().equals("/events") || !request.method().equals("GET")) {
                stream.answer(request, reply);
                return;
            }
            boolean chunks = request.version().equals("HTTP/1.1");
            (chunks ? reply.chunked() : reply).head(stream.head(chunks)).write("retry: 2000\n\n");
            long from = stream.place(request);
            for (long n = from + 1; ; n++) {
                stream.awaitTick(reply, n);
                reply.write(event.apply(n));
            }
        }
    }

    /** Sends only whole buffers. */
    private static final class Buffered implements Handler {
        private static final int SIZE = 4096;
        private final SampleStream stream = new SampleStream();

        @Override
        public void answer(Request request, Reply reply) throws Exception {
            if (!request.path().equals("/events") || !request.method().equals("GET")) {
                stream.answer(request, reply);
                return;
            }
            boolean chunks = request.version().equals("HTTP/1.1");
            (chunks ? reply.chunked() : reply).head(stream.head(chunks)).write("retry: 2000\n: hello\n\n");
            StringBuilder buffer = new StringBuilder();
            long from = stream.place(request);
            for (long n = from + 1; ; n++) {
                stream.awaitTick(reply, n);
                buffer.append("id: ")
                        .append(n)
                        .append("\ndata: ")
                        .repeat('x', 5000)
                        .append("\n\n");
                while (buffer.length() >= SIZE) {
                    reply.write(buffer.substring(0, SIZE));
                    buffer.delete(0, SIZE);
                }
            }
        }
    }

    /** Forgets a subscription after some time, and keeps its connection. */
    private static final class Deaf implements Handler {
        private final SampleStream stream = new SampleStream();

        @Override
        public void answer(Request request, Reply reply) throws Exception {
            long until = System.nanoTime()
                    + SampleStream.PACE.of(Duration.ofSeconds(20)).toNanos();
            stream.answer(request, reply, n -> {
                if (System.nanoTime() > until) {
                    throw new SampleStream.Silence();
                }
                return "id: " + n + "\ndata: " + n + "\n\n";
            });
        }
    }

    /** Forgets a subscription after some time, where every event is caused by a request. */
    private static final class CausedDeaf implements Handler {
        private static final Duration HEARS = Duration.ofSeconds(20);
        private final SampleStream stream = new SampleStream();
        private final Map<Reply, Long> clients = new ConcurrentHashMap<>();

        @Override
        public void answer(Request request, Reply reply) throws Exception {
            if (request.method().equals("POST")) {
                clients.keySet().forEach(this::tell);
                reply.head("HTTP/1.1 204 No Content", "Connection: close");
            } else if (!request.path().equals("/events") || !request.method().equals("GET")) {
                stream.answer(request, reply);
            } else {
                boolean chunks = request.version().equals("HTTP/1.1");
                (chunks ? reply.chunked() : reply).head(stream.head(chunks)).write(": hello\n\n");
                clients.put(reply, System.nanoTime());
                reply.answer().hold();
                clients.remove(reply);
            }
        }

        private void tell(Reply client) {
            long age = System.nanoTime() - clients.getOrDefault(client, 0L);
            if (age < SampleStream.PACE.of(HEARS).toNanos()) {
                try {
                    client.write("data: x\n\n");
                } catch (Answer.Broken left) {
                    clients.remove(client);
                }
            }
        }
    }

    /** One thread writes to all clients, one after the other. */
    private static final class OneWriter implements Handler {
        private static final String LARGE = "x".repeat(120 << 10);
        private final SampleStream stream = new SampleStream();
        private final Set<Reply> clients = ConcurrentHashMap.newKeySet();
        private final AtomicInteger started = new AtomicInteger();

        @Override
        public void answer(Request request, Reply reply) throws Exception {
            if (!request.path().equals("/events") || !request.method().equals("GET")) {
                stream.answer(request, reply);
                return;
            }
            boolean chunks = request.version().equals("HTTP/1.1");
            reply.smallBuffer();
            (chunks ? reply.chunked() : reply).head(stream.head(chunks)).write(": hello\n\n");
            clients.add(reply);
            if (started.getAndIncrement() == 0) {
                Thread.ofVirtual().start(this::broadcast);
            }
            reply.answer().hold();
            clients.remove(reply);
        }

        private void broadcast() {
            long end = System.nanoTime()
                    + SampleStream.PACE.of(Duration.ofSeconds(400)).toNanos();
            for (long n = stream.now() + 1; System.nanoTime() < end; n++) {
                ClockServer.pause(stream.begun(), SampleStream.TICK.multipliedBy(n));
                for (Reply client : clients) {
                    try {
                        client.write("data: " + n + LARGE + "\n\n");
                    } catch (Answer.Broken left) {
                        clients.remove(client);
                    }
                }
            }
        }
    }

    /** Serves so many clients, and lets the others wait. */
    private static final class Places implements Handler {
        private final SampleStream stream = new SampleStream();
        private final int most;
        private final AtomicInteger taken = new AtomicInteger();

        Places(int most) {
            this.most = most;
        }

        @Override
        public void answer(Request request, Reply reply) throws Exception {
            if (!request.method().equals("GET") || !request.path().equals("/events")) {
                stream.answer(request, reply);
                return;
            }
            try {
                if (taken.incrementAndGet() > most) {
                    boolean chunks = request.version().equals("HTTP/1.1");
                    (chunks ? reply.chunked() : reply).head(stream.head(chunks));
                    reply.answer().hold();
                } else {
                    stream.answer(request, reply);
                }
            } finally {
                taken.decrementAndGet();
            }
        }
    }
}
