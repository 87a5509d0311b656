package workbook.checker.conformance;

import static workbook.checker.conformance.Variation.odd;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.http.Bytes;
import workbook.checker.http.HeaderField;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;

/** Endpoints that do it in another way, and break no rule. */
final class OddEndpoints {

    private OddEndpoints() {}

    static List<Variation> all() {
        List<Variation> all = new ArrayList<>(heads());
        all.addAll(streams());
        return all;
    }

    private static List<Variation> heads() {
        return List.of(
                odd("the sample itself", SampleStream::new),
                odd("the sample, for an origin", SampleStream::new).planned(FaultyEndpoints::forOrigin),
                odd("the sample, for an origin with its usual port", SampleStream::new)
                        .planned(plan -> plan.with(Optional.of(URI.create("HTTPS://App.Example:443")), plan.restart())),
                odd("* without credentials", () -> new SampleStream()
                                .cors(origin -> List.of("Access-Control-Allow-Origin: *")))
                        .planned(FaultyEndpoints::forOrigin),
                odd("a charset in capitals and quotes", () -> new SampleStream()
                        .with("content-type: Text/Event-Stream; charset=\"UTF-8\"")),
                odd("a charset that is not said", () -> new SampleStream()
                        .with("Content-Type: text/event-stream; charset=")),
                odd("other parameters of the type", () -> new SampleStream()
                        .with("Content-Type: text/event-stream; version=1; charset=utf-8")),
                odd("a semicolon behind the type", () -> new SampleStream().with("Content-Type: text/event-stream;")),
                odd("no-cache among other directives", () -> new SampleStream()
                        .with("Cache-Control: private, No-Cache, max-age=0, no-transform")),
                odd("two Cache-Control fields", () -> new SampleStream().and("Cache-Control: no-cache")),
                odd("fields in capitals", () -> new SampleStream().with("X-ACCEL-BUFFERING: NO")),
                odd("no reason phrase", () -> new SampleStream().status("HTTP/1.1 200 ")),
                odd("a reason of its own", () -> new SampleStream().status("HTTP/1.1 200 Streaming")),
                odd("the end of the connection ends it", () -> new SampleStream().untilClose()),
                odd(
                        "HTTP/1.0",
                        () -> new SampleStream().status("HTTP/1.0 200 OK").untilClose()),
                odd("HEAD is refused", () -> new SampleStream()
                        .method(
                                "HEAD",
                                (request, reply) -> reply.head(
                                        "HTTP/1.1 405 Method Not Allowed", "Allow: GET", "Connection: close"))),
                odd("HEAD without the fields of the stream", () -> new SampleStream()
                        .method(
                                "HEAD",
                                (request, reply) -> reply.head(
                                        "HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Connection: close"))),
                odd("HEAD with Transfer-Encoding", () -> new SampleStream()
                        .method("HEAD", (request, reply) -> reply.head(new SampleStream().head(true)))),
                odd("HEAD is answered by Accept", OddEndpoints::negotiating),
                odd("HEAD has no route beside POST", () -> new SampleStream()
                                .method(
                                        "GET",
                                        (request, reply) -> reply.head(
                                                "HTTP/1.1 405 Method Not Allowed", "Allow: POST", "Connection: close"))
                                .method(
                                        "HEAD",
                                        (request, reply) -> reply.head(
                                                "HTTP/1.1 404 Not Found", "Content-Length: 0", "Connection: close")))
                        .planned(OddEndpoints::byPost),
                odd("fields that differ from request to request", OddEndpoints::counting),
                odd("a redirect that is a query alone", OddEndpoints::redirecting),
                odd("as many redirects as a browser follows", OddEndpoints::farAway),
                odd("a question that is answered at another address, by GET", () -> asked(303, "?answer"))
                        .planned(OddEndpoints::byPost),
                odd("a question that is answered at its own address, by GET", () -> asked(302, "/events"))
                        .planned(OddEndpoints::byPost),
                odd("a question that is to be asked elsewhere", () -> asked(307, "?answer"))
                        .planned(OddEndpoints::byPost),
                odd("HEAD closes if it is asked to", OddEndpoints::obeying),
                odd("OPTIONS is answered with 204", () -> new SampleStream()
                        .method(
                                "OPTIONS",
                                (request, reply) ->
                                        reply.head("HTTP/1.1 204 No Content", "Allow: GET", "Connection: close"))),
                odd("an unknown method is 501", () -> new SampleStream()
                        .method(
                                "PROBE",
                                (request, reply) -> reply.head(
                                        "HTTP/1.1 501 Not Implemented", "Content-Length: 0", "Connection: close"))),
                odd("every other path is the page of an application", () -> new SampleStream()
                        .missing((request, reply) -> reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: text/html",
                                        "Content-Length: 6",
                                        "Connection: close")
                                .raw("<html>"))),
                odd("every other path is a stream", () -> {
                    SampleStream stream = new SampleStream();
                    return stream.missing((request, reply) -> {
                        reply.eventStream().write(": nothing here\n\n");
                        reply.end();
                    });
                }),
                odd("events are caused at a server that frames its answers wrongly", () -> new SampleStream()
                                .missing((request, reply) -> reply.head(
                                                "HTTP/1.1 404 Not Found",
                                                request.method().equals("POST")
                                                        ? "Transfer-Encoding: chunked"
                                                        : "Connection: close",
                                                "Content-Length: 5")
                                        .raw("0\r\n\r\n")))
                        .planned(FaultyEndpoints::causing),
                odd(
                        "CRLF behind HEAD",
                        () -> FaultyEndpoints.sample(stream -> stream.method("HEAD", (request, reply) -> {
                            reply.head(stream.head(false));
                            reply.raw("\r\n");
                        }))),
                odd("an interim answer first", () -> new SampleStream()
                        .before((request, reply) -> reply.raw("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"))),
                odd("trailers", () -> new SampleStream().ending(4, reply -> {
                    reply.raw("0\r\nX-Sum: 1\r\n\r\n");
                    reply.cut();
                })));
    }

    private static List<Variation> streams() {
        return List.of(
                odd("CRLF", () -> new SampleStream()
                        .greeting("retry: 2000\r\n: hello\r\n\r\n")
                        .event(n -> "id: " + n + "\r\ndata: " + n + "\r\n\r\n")),
                odd("CR", () -> new SampleStream()
                        .greeting("retry: 2000\r: hello\r\r")
                        .event(n -> "id: " + n + "\rdata: " + n + "\r\r")),
                odd("a BOM at the begin", () -> new SampleStream().greeting("\uFEFFretry: 2000\n\n")),
                odd("no space behind the colons", () -> new SampleStream()
                        .event(n -> "id:" + n + "\nevent:tick\ndata:" + n + "\n\n")),
                odd("data of several lines", () -> new SampleStream()
                        .event(n -> "id: " + n + "\ndata: {\ndata:   \"n\": " + n + "\ndata: }\n\n")),
                odd("several lines of logs that look like JSON", () -> new SampleStream()
                        .event(n -> "id: " + n + "\ndata: [info] {}\ndata: [info] {}\n\n")),
                odd("empty data", () -> new SampleStream().event(n -> "id: " + n + "\ndata:\n\n")),
                odd("a field without a colon", () -> new SampleStream().event(n -> "id: " + n + "\ndata\n\n")),
                odd("more blank lines than needed", () -> new SampleStream()
                        .event(n -> "\n\nid: " + n + "\ndata: " + n + "\n\n\n")),
                odd("characters beyond the BMP, and odd spaces", () -> new SampleStream()
                        .event(n -> "id: " + n + "\ndata: \ud83d\ude00\u2028\u0085\u000b end\n\n")),
                odd("an event byte by byte", () -> new SampleStream().bytewise()),
                odd("an id that is a UUID", () -> new SampleStream()
                        .event(n -> "id: 8f14e45f-ceea-467a-9575-" + String.format(Locale.ROOT, "%012d", n) + "\ndata: "
                                + n + "\n\n")
                        .uuids()),
                odd("no ids at all", () -> new SampleStream().event(n -> "data: " + n + "\n\n")),
                odd("many types", () -> new SampleStream()
                        .event(n -> "event: type-" + n % 3 + "\nid: " + n + "\ndata: " + n + "\n\n")),
                odd("comments as heartbeats", () -> new SampleStream()
                        .event(n -> ": beat\nid: " + n + "\ndata: " + n + "\n\n")),
                odd("an event every 8 s, and comments between", () -> new SampleStream()
                        .event(n -> n % 8 == 0 ? "id: " + n + "\ndata: " + n + "\n\n" : ": " + n + "\n\n")),
                odd("comments only", () -> new SampleStream().event(n -> ": " + n + "\n\n")),
                odd("a stream that ends cleanly", () -> new SampleStream().ending(4, Reply::end)),
                odd(
                        "a stream that ends with its connection",
                        () -> new SampleStream().untilClose().ending(4, Reply::cut)),
                odd("CRLF behind a length that is met", () -> new SampleStream()
                        .untilClose()
                        .and("Content-Length: 57")
                        .event(n -> "data: x\n\n")
                        .ending(4, reply -> {
                            SampleStream.pause(reply, Duration.ofSeconds(2));
                            reply.raw("\r\n");
                            reply.cut();
                        })),
                odd("a connection that is kept behind the last chunk, until its time is over", () -> new SampleStream()
                        .without("Connection")
                        .method("HEAD", (request, reply) -> reply.head(new SampleStream().head(false)))
                        .ending(4, reply -> {
                            reply.raw("0\r\n\r\n\r\n");
                            SampleStream.pause(reply, Duration.ofSeconds(2));
                            reply.raw("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                            reply.cut();
                        })),
                odd("a greeting in two parts, and no event then", OddEndpoints::greeting),
                odd("a greeting in two parts, and a request that causes no event", OddEndpoints::greeting)
                        .planned(FaultyEndpoints::causing),
                restarted("a restart that cuts a chunk", true),
                restarted("a restart in the middle of an event", false),
                odd("large events in one chunk", () -> new SampleStream()
                        .event(n -> "id: " + n + "\ndata: " + "x".repeat(20_000) + "\n\n")),
                odd("events of exactly 4096 bytes", () -> new SampleStream().event(n -> {
                    String head = "id: " + n + "\ndata: ";
                    return head + "x".repeat(4096 - head.getBytes(StandardCharsets.US_ASCII).length - 2) + "\n\n";
                })),
                odd("one id for the same event again and again", () -> new SampleStream()
                        .event(n -> "id: 7\ndata: x\n\n")),
                odd("much at first, and little then", OddEndpoints::burst),
                odd("an empty retry", () -> new SampleStream().greeting("retry: 2000\nretry:\n: hello\n\n")),
                odd("a stream that falls silent, and ends while it is compared with a new one", () -> {
                    SampleStream stream = new SampleStream();
                    return (request, reply) -> endSilently(stream, request, reply);
                }),
                odd("retry 0 is not sent, but a long one", () -> new SampleStream().greeting("retry: 0030000\n\n")));
    }

    /** Has a page at the same address for whoever does not ask for a stream. */
    private static Handler negotiating() {
        SampleStream stream = new SampleStream();
        return (request, reply) -> {
            boolean asked =
                    request.header("accept").filter("text/event-stream"::equals).isPresent();
            if (request.path().equals("/events") && !asked) {
                reply.head("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 0", "Connection: close");
            } else {
                stream.answer(request, reply);
            }
        };
    }

    private static Plan byPost(Plan plan) {
        Endpoint get = plan.endpoint();
        List<HeaderField> fields = List.of(new HeaderField("Content-Type", "text/plain"));
        return plan.with(new Endpoint("POST", get.uri(), fields, Bytes.ofLatin1("x"), get.trust()));
    }

    /** Redirects a POST, and has its stream for what a client makes of it (Fetch, HTTP-redirect fetch). */
    private static Handler asked(int status, String location) {
        SampleStream stream = new SampleStream();
        boolean keeps = status == 307;
        return (request, reply) -> {
            boolean post = request.method().equals("POST");
            boolean whole = request.header("content-type").isPresent() && request.body().length > 0;
            if (post && request.target().equals("/events")) {
                reply.head("HTTP/1.1 " + status + " Elsewhere", "Location: " + location, "Content-Length: 0");
            } else if (keeps && !post) {
                reply.head("HTTP/1.1 405 Method Not Allowed", "Allow: POST", "Content-Length: 0", "Connection: close");
            } else if (whole != keeps || request.header("content-length").isPresent() != keeps) {
                reply.json(400, "{\"reason\": \"the body is another one\"}");
            } else {
                stream.answer(request, reply);
            }
        };
    }

    /** Tells each client in two parts how things stand, and sends only heartbeats then. */
    private static Handler greeting() {
        SampleStream stream = new SampleStream().greeting("retry: 2000\ndata: the first part\n\n");
        return (request, reply) -> {
            AtomicBoolean greeted = new AtomicBoolean();
            stream.answer(request, reply, n -> greeted.getAndSet(true) ? ": beat\n\n" : "data: the second part\n\n");
        };
    }

    /** Ends all streams in the middle of an event when it is started again, as a process that is killed does. */
    private static Variation restarted(String name, boolean chunks) {
        Set<Reply> open = ConcurrentHashMap.newKeySet();
        Runnable restart = () -> open.removeIf(reply -> {
            try {
                reply.write("data: half");
            } catch (Answer.Broken left) {
                return true;
            }
            reply.cut();
            return true;
        });
        return odd(name, () -> {
                    SampleStream stream = chunks ? new SampleStream() : new SampleStream().untilClose();
                    return (request, reply) -> {
                        if (request.method().equals("GET")) {
                            open.add(reply);
                        }
                        stream.answer(request, reply);
                    };
                })
                .planned(plan -> plan.with(plan.origin(), Optional.of(restart)));
    }

    /** HEAD has a quota and a trace of its own, as each GET has. */
    private static Handler counting() {
        SampleStream head = new SampleStream().and("X-RateLimit-Remaining: 998").and("CF-Ray: 7d");
        return new SampleStream()
                .and("X-RateLimit-Remaining: 999")
                .and("CF-Ray: 7c")
                .method("HEAD", (request, reply) -> reply.head(head.head(false)));
    }

    /** Redirects with a reference that is a query alone (RFC 3986 5.2.2). */
    private static Handler redirecting() {
        SampleStream stream = new SampleStream();
        return (request, reply) -> {
            if (request.target().equals("/events")) {
                reply.head("HTTP/1.1 302 Found", "Location: ?token=x", "Content-Length: 0", "Connection: close");
            } else {
                stream.answer(request, reply);
            }
        };
    }

    /** Twenty redirects, of which a browser follows each. */
    private static Handler farAway() {
        SampleStream stream = new SampleStream();
        return (request, reply) -> {
            String query = request.target().replaceFirst("^/events\\??", "");
            int hops = query.isEmpty() ? 0 : query.matches("\\d+") ? Integer.parseInt(query) : 20;
            if (hops < 20) {
                reply.head("HTTP/1.1 302 Found", "Location: ?" + (hops + 1), "Content-Length: 0", "Connection: close");
            } else {
                stream.answer(request, reply);
            }
        };
    }

    /** Keeps the connection of HEAD, unless it is asked to close it. */
    private static Handler obeying() {
        Handler keeps = FaultyEndpoints.again(false);
        return new SampleStream().method("HEAD", (request, reply) -> {
            if (request.header("connection").filter("close"::equals).isPresent()) {
                reply.head(new SampleStream().head(false));
            } else {
                keeps.answer(request, reply);
            }
        });
    }

    /** The first event is more than the log of a connection keeps. */
    private static Handler burst() {
        String much = (": " + "x".repeat(64 << 10) + "\n\n").repeat(80);
        AtomicBoolean first = new AtomicBoolean(true);
        return new SampleStream()
                .event(n -> (first.getAndSet(false) ? much : "") + "id: " + n + "\ndata: " + n + "\n\n");
    }

    /** A stream that is over, and lets its client wait for a while before it says so. */
    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void endSilently(SampleStream stream, Request request, Reply reply) throws Exception {
        long over =
                System.nanoTime() + SampleStream.PACE.of(Duration.ofSeconds(22)).toNanos();
        try {
            stream.answer(request, reply, n -> {
                if (System.nanoTime() > over) {
                    throw new Over();
                }
                return "id: " + n + "\ndata: " + n + "\n\n";
            });
        } catch (Over silent) {
            SampleStream.pause(reply, Duration.ofSeconds(4));
            reply.end();
        }
    }
}
