package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;
import workbook.checker.wire.SecondRequest;
import workbook.checker.wire.TrailingBytes;
import workbook.checker.wire.WireRequest;

/**
 * What the rules of one run look at. Whatever a rule asks for is made when it is asked for first, and shared by all that
 * ask later; so a run costs only what the chosen rules need. For use by several threads.
 */
public final class Observation implements AutoCloseable {

    /** For the head of an answer that a server can give at once. */
    static final Duration ANSWER = Duration.ofSeconds(5);

    /** For an event of an endpoint that sends each second or so. */
    static final Duration EVENT = Duration.ofSeconds(5);

    /** For the events that a rule compares between two streams. */
    static final Duration SIDE_BY_SIDE = Duration.ofSeconds(6);

    /** For what the server has done already to be read. The pace of a test makes no machine faster. */
    private static final Duration READING = Duration.ofSeconds(3);

    /** What comes so soon behind its head tells a new stream how things stand, and no other one. */
    public static final Duration GREETING = Duration.ofMillis(1500);

    /** How long before the end of the watch the old stream is compared with a new one. */
    private static final Duration LATE = Duration.ofSeconds(6);

    /** Besides the watch, for all looks at a stream that ended by itself: less than a run has behind its watch. */
    private static final Duration LOOKED_AGAIN = Duration.ofSeconds(18);

    private static final Duration POST_EACH = Duration.ofSeconds(3);
    private static final int MOST_POSTS = 8;

    private final Plan plan;
    private final ConnectionBudget budget;
    private final List<Connection> hops;
    private final Connection main;
    private final boolean caused;
    private final long begun;
    private final Listening listening;
    private final AtomicInteger posted = new AtomicInteger();
    private final Map<String, Shared<?>> shared = new ConcurrentHashMap<>();
    private final AtomicReference<ReverseProxy> proxy = new AtomicReference<>();
    private volatile Thread poster;
    private volatile long lastCause;
    private volatile Text lastPost = text("no answer", "没有响应");

    Observation(Approach approach, Listening listening) {
        this.plan = approach.plan();
        this.budget = approach.budget();
        this.hops = approach.hops();
        this.main = approach.main();
        this.caused = approach.caused();
        this.begun = System.nanoTime();
        this.listening = listening;
        this.lastCause = begun - plan.scale().of(POST_EACH).toNanos();
    }

    public Plan plan() {
        return plan;
    }

    public TimeScale scale() {
        return plan.scale();
    }

    ConnectionBudget budget() {
        return budget;
    }

    /** Something that is made once for all rules, and not waited for while one has places for connections. */
    @SuppressWarnings("unchecked")
    <T> T once(String name, Supplier<T> maker) {
        budget.requireNoPlaces();
        return ((Shared<T>) shared.computeIfAbsent(name, key -> new Shared<>(maker))).get();
    }

    /** The answers that redirected to the stream, in order. */
    public List<Connection> hops() {
        return hops;
    }

    /** The main stream as far as it has come; its head is there. */
    public Connection main() {
        return main;
    }

    /** Whether the head of the main stream came only when the probe had caused an event. */
    public boolean isHeadCaused() {
        return caused;
    }

    public ResponseHead mainHead() {
        return main().exchange().head().orElseThrow();
    }

    /** @throws NotSeen if the answer is no event stream */
    public Connection stream() {
        if (!EventStreams.isOne(mainHead())) {
            throw new NotSeen(text(
                    "the answer is no event stream; mend open/1 and open/2 first", "响应不是事件流；请先解决 open/1 和 open/2"));
        }
        if (EventStreams.encoding(main()).isPresent()) {
            throw new NotSeen(text(
                    "the stream is compressed though nobody asked for it (%s); --header 'Accept-Encoding: identity' asks for"
                            + " none",
                    "没有请求压缩，流却被压缩了（%s）；加 --header 'Accept-Encoding: identity' 可要求不压缩",
                    EventStreams.encoding(main()).get()));
        }
        return main();
    }

    /** The main stream when it was watched for as long as the plan says, or has ended before. */
    public Connection watched() {
        Connection stream = stream();
        once("watched", () -> {
            post();
            listening.waitsFor(text(
                    "the main stream, which is watched for %d s",
                    "主流，将观察 %d 秒", plan.watch().toSeconds()));
            return main().awaitEnd(left(plan.watch()));
        });
        return stream;
    }

    /** When the watch of the main stream ends, by {@link System#nanoTime()}. */
    public long watchEnds() {
        return begun + plan.scale().of(plan.watch()).toNanos();
    }

    private Duration left(Duration since) {
        return plan.scale().of(since).minusNanos(System.nanoTime() - begun);
    }

    /** How long the main stream was watched, or lived, at the pace of the rules. */
    public Duration watchedFor() {
        Duration open = Duration.ofNanos(System.nanoTime() - begun);
        return plan.scale().told(main().endedAt().orElse(open));
    }

    /** All event streams of the run that can be read, the main one watched to its end. */
    public List<Connection> streams() {
        watched();
        List<Connection> all = new ArrayList<>(budget.direct().stream()
                .filter(EventStreams::isReadable)
                .filter(this::isOfEndpoint)
                .toList());
        all.sort(Comparator.comparing(connection -> connection != main()));
        return all;
    }

    private boolean isOfEndpoint(Connection connection) {
        return connection
                .request()
                .uri()
                .getRawPath()
                .equals(plan.endpoint().uri().getRawPath());
    }

    /** Every answer of the endpoint whose head has come. */
    public List<Connection> answers() {
        watched();
        return answersSoFar();
    }

    List<Connection> answersSoFar() {
        List<Connection> all = new ArrayList<>(hops);
        budget.direct().stream()
                .filter(connection -> connection.exchange().head().isPresent())
                .forEach(all::add);
        return all;
    }

    /** Every connection of the run. */
    public List<Connection> connections() {
        return budget.all();
    }

    /** What a HEAD of the stream is answered. */
    public Connection head() {
        return once(
                "head", () -> shortly(text("HEAD", "HEAD 请求"), plan.endpoint().head()));
    }

    /** What a client of HTTP/1.0 is answered. */
    public Connection oldHttp() {
        return once("http/1.0", () -> {
            try (Places place = budget.take(1)) {
                Connection old = place.open(
                        text("an HTTP/1.0 client", "HTTP/1.0 客户端"),
                        plan.endpoint().stream().oldHttp());
                // What follows the head shows whether it comes in chunks.
                old.awaitHead(headLimit());
                awaitItem(old, EVENT);
                return old;
            }
        });
    }

    /** What a client that accepts this gets; an empty word for one that says nothing. */
    public Connection accepting(String types) {
        return once("accept " + types, () -> {
            WireRequest request = plan.endpoint().plain().with("Accept", types);
            return shortly(text("Accept: %s", "Accept: %s", types), request);
        });
    }

    /** What a client that can decompress gets, at least until the main stream has sent a few events more. */
    public Connection compressed() {
        return once("compressed", () -> {
            Connection stream = stream();
            WireRequest request = plan.endpoint().taking("gzip, br;q=0.5");
            try (Places place = budget.take(1)) {
                Connection compressed = place.open(text("a client that takes gzip", "接受 gzip 的客户端"), request);
                if (compressed.awaitHead(headLimit()).isEmpty()) {
                    throw new NotSeen(text("a client that takes gzip had no answer", "接受 gzip 的客户端没有收到响应"));
                }
                int before = stream.eventCount();
                stream.awaitEvents(before + 3, scale().limit(EVENT));
                // What the main stream has now may be on its way to this one.
                compressed.await(() -> false, scale().limit(Duration.ofSeconds(1)));
                return compressed;
            }
        });
    }

    /** The answers to methods that the endpoint is not for; none of them may change anything. */
    public List<Connection> otherMethods() {
        return once("methods", () -> {
            List<String> methods = plan.endpoint().isUnsafe()
                    ? List.of("GET")
                    : plan.isGentle() ? List.of("OPTIONS") : List.of("OPTIONS", "PROBE");
            return methods.stream()
                    .map(method -> shortly(
                            text("method %s", "%s 方法", method), plan.endpoint().by(method)))
                    .toList();
        });
    }

    /** The answer at a place where surely nothing is. */
    public Connection missing() {
        return once("missing", () -> {
            URI uri = plan.endpoint().uri();
            String path =
                    uri.getRawPath().replaceAll("/+$", "") + "/no-such-stream-" + Long.toHexString(begun & 0xffff);
            Endpoint nowhere = plan.endpoint().at(URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path));
            try (Places place = budget.take(1)) {
                Connection missing = place.open(text("an address that is not there", "不存在的地址"), nowhere.by("GET"));
                missing.awaitEnd(scale().limit(ANSWER));
                return missing;
            }
        });
    }

    /** Two requests one after another on one connection. HEAD is used, because its answer ends with its head. */
    public SecondRequest.Result reused(boolean askedToClose) {
        return once("reused " + askedToClose, () -> {
            WireRequest head = plan.endpoint().head();
            WireRequest request = askedToClose ? head.with("Connection", "close") : head;
            try (Places place = budget.take(1)) {
                place.awaitTurn();
                return SecondRequest.send(
                        request,
                        ConnectionBudget.LIMITS,
                        scale().limit(ANSWER),
                        plan.endpoint().trust());
            }
        });
    }

    /**
     * What comes behind the end of the stream, where its framing promises one and the server does not close at it. A client
     * that stops there sees none of it, so another one reads on. It takes as long as the stream did to end; empty if it
     * would take longer than there is time.
     */
    public Optional<TrailingBytes.Found> behindTheEnd() {
        Duration ended = main.endedAt().orElse(Duration.ZERO);
        if (!EventStreams.isOne(mainHead()) || !isEndPromised()) {
            return Optional.of(TrailingBytes.Found.CLOSED);
        }
        if (scale().told(ended).multipliedBy(2).compareTo(plan.watch().plus(LOOKED_AGAIN)) > 0) {
            return Optional.empty();
        }
        return Optional.of(
                behind("the end", plan.endpoint().stream(), ended.plus(scale().limit(EVENT)), scale().limit(EVENT)));
    }

    private boolean isEndPromised() {
        return main.end()
                .filter(end -> end instanceof End.Complete(End.Complete.By how, long offset)
                        && (how == End.Complete.By.LENGTH_MET || how == End.Complete.By.LAST_CHUNK))
                .isPresent();
    }

    /** What comes behind the head of an answer to HEAD whose connection is to be closed. */
    public TrailingBytes.Found behindHead() {
        WireRequest request = plan.endpoint().head().with("Connection", "close");
        return behind("HEAD", request, scale().limit(ANSWER), scale().limit(ANSWER));
    }

    private TrailingBytes.Found behind(String what, WireRequest request, Duration answer, Duration behind) {
        return once("behind " + what, () -> {
            try (Places place = budget.take(1)) {
                place.awaitTurn();
                return TrailingBytes.behind(
                        request,
                        ConnectionBudget.LIMITS,
                        answer,
                        behind,
                        plan.endpoint().trust());
            }
        });
    }

    /** Opens, waits for the head, and leaves; where no stream follows, not before the end, which rules look at. */
    Connection shortly(Text name, WireRequest request) {
        try (Places place = budget.take(1)) {
            Connection answer = place.open(name, request);
            Optional<ResponseHead> head = answer.awaitHead(headLimit());
            if (head.isPresent() && (request.method().equals("HEAD") || !EventStreams.isOne(head.get()))) {
                answer.awaitEnd(scale().limit(ANSWER));
            }
            return answer;
        }
    }

    /** For the head of another answer: an endpoint that was slow for the main stream is slow for everybody. */
    Duration headLimit() {
        Duration usual = scale().limit(ANSWER);
        Duration twice = main.headAt().orElse(Duration.ZERO).multipliedBy(2);
        return twice.compareTo(usual) > 0 ? twice : usual;
    }

    /** Waits for anything in a stream: an event, or a comment. */
    boolean awaitItem(Connection connection, Duration written) {
        return connection.await(() -> !connection.items().isEmpty(), scale().limit(written));
    }

    /** An old stream and a new one at the end of the watch, side by side. */
    public Pair oldAndNew() {
        return once("old and new", () -> {
            Connection old = stream();
            post();
            old.awaitEnd(left(plan.watch().minus(LATE)));
            requireOpen(old);
            try (Places place = budget.take(1)) {
                Connection fresh = place.open(text("a new stream", "新建的流"), plan.endpoint().stream());
                fresh.awaitHead(headLimit());
                fresh.await(() -> false, scale().of(GREETING));
                long since = System.nanoTime();
                causeEvents(2, fresh, SIDE_BY_SIDE);
                Pair pair = new Pair(old, fresh, since);
                old.await(() -> !pair.ofOld().isEmpty(), scale().limit(Duration.ofSeconds(1)));
                if (!pair.ofNew().isEmpty()) {
                    // It is deaf only if it has not ended, which a busy machine may not have read yet.
                    old.await(() -> !pair.ofOld().isEmpty(), reading());
                }
                return pair;
            }
        });
    }

    /** @param since when both were open and the new one was greeted, by System.nanoTime() */
    public record Pair(Connection old, Connection fresh, long since) {

        public List<ArrivedItem<StreamItem.Event>> ofOld() {
            return after(old);
        }

        public List<ArrivedItem<StreamItem.Event>> ofNew() {
            return after(fresh);
        }

        private List<ArrivedItem<StreamItem.Event>> after(Connection connection) {
            return connection.events().stream()
                    .filter(event -> event.nanos() - since > 0)
                    .toList();
        }
    }

    /** As many streams at once as may be open. */
    public Crowd crowd() {
        return once("crowd", () -> Crowd.watch(this));
    }

    /** What happened on the main stream while another client did not read. */
    public Stall stall() {
        return once("stall", () -> {
            Stall first = Stall.watch(this);
            // A machine that was busy for a moment is not busy at the same moment again.
            return first.isSuspicious(scale()) ? first.again(this) : first;
        });
    }

    /** What stays of clients that leave. */
    public Leaving leaving() {
        return once("leaving", () -> Leaving.watch(this));
    }

    /** What became of a client that was cut and came back with its last id. */
    public Reconnection resumption() {
        return once("resumption", () -> Reconnection.watch(this));
    }

    /** Clients that come back with an id that the server cannot know. */
    public List<UnknownIds.Asked> unknownIds() {
        return once("unknown ids", () -> UnknownIds.watch(this));
    }

    /** Two clients behind a restart of the server, which begins when no other connection is open. */
    public Restart restart() {
        return once("restart", () -> Restart.watch(this));
    }

    /** nginx in front of the endpoint. */
    ReverseProxy proxy() {
        if (!plan.nginx()) {
            throw new NotSeen(
                    text("--through nginx judges it behind nginx, too", "加 --through nginx 会同时检查它在 nginx 之后的表现"));
        }
        return once("proxy", () -> {
            ReverseProxy started = ReverseProxy.start(plan.endpoint(), scale());
            proxy.set(started);
            return started;
        });
    }

    /** What clients of nginx get beside the main stream. */
    public BehindNginx behindNginx() {
        return once("nginx", () -> BehindNginx.watch(this));
    }

    /** A client of nginx that was there for the whole watch, as far as it lived. */
    public Connection agedBehindNginx() {
        return once("nginx for long", () -> {
            ReverseProxy nginx = proxy();
            if (!plan.agesBehindNginx()) {
                throw new NotSeen(
                        plan.isGentle()
                                ? text("--hard watches it for so long", "--hard 才会观察这么久")
                                : text("--for 66s watches it for so long", "--for 66s 才会观察这么久"));
            }
            post();
            try (Places place = budget.take(1)) {
                Connection client = place.openApart(
                        text("a client of nginx for the whole watch", "整个观察期间的 nginx 客户端"),
                        nginx.withDefaults().stream());
                main.awaitEnd(left(plan.watch()));
                return client;
            }
        });
    }

    /** What EventSource in a real browser made of the stream. */
    public BrowserVisit browserVisit() {
        return once("browser", () -> BrowserVisit.watch(this));
    }

    /** What a page of this origin gets. */
    public Connection from(String origin) {
        return once(
                "from " + origin,
                () -> shortly(
                        text("a page of %s", "来自 %s 的页面", origin),
                        plan.endpoint().stream().with("Origin", origin)));
    }

    /** What a browser asks before it sends this header to another origin (Fetch, CORS-preflight fetch). */
    public Connection preflight(String origin, String header) {
        return once(
                "preflight " + header,
                () -> shortly(
                        text("a preflight for %s", "对 %s 的预检", header),
                        new WireRequest("OPTIONS", plan.endpoint().uri(), List.of(), Bytes.EMPTY)
                                .with("Origin", origin)
                                .with(
                                        "Access-Control-Request-Method",
                                        plan.endpoint().method())
                                .with("Access-Control-Request-Headers", header)));
    }

    /** What a page gets whose name was pointed at this machine. */
    public Connection foreignHost() {
        return once(
                "foreign host",
                () -> shortly(
                        text("a foreign Host", "陌生的 Host"),
                        plan.endpoint().stream()
                                .with("Host", "foreign.example")
                                .with("Origin", "http://foreign.example")));
    }

    /** Whether an event has an id within the time in which one should have come. */
    public void requireIds() {
        Connection stream = stream();
        post();
        once("ids", () -> stream.await(() -> !stream.lastEventId().isEmpty(), scale().limit(EVENT.multipliedBy(2))));
        if (stream.lastEventId().isEmpty()) {
            throw new NotSeen(stream.eventCount() > 0 ? text("the events carry no id", "事件没有 id") : noEvent());
        }
    }

    /** Why no event came, and what would bring one. */
    public Text noEvent() {
        if (main.end().isPresent()) {
            return over(main);
        }
        return plan.post().isPresent()
                ? text("no event came, though the probe posted (%s)", "探测已发出 POST（%s），但没有收到事件", lastPost)
                : text(
                        "no event came; --post URL tells the probe how to cause one, --for 60s lets it wait longer",
                        "没有收到事件；用 --post URL 告诉探测如何触发事件，或用 --for 60s 等待更久");
    }

    /** @throws NotSeen if a stream is over, so that nothing more can be said of it */
    public static void requireOpen(Connection stream) {
        if (stream.end().isPresent()) {
            throw new NotSeen(over(stream));
        }
    }

    private static Text over(Connection stream) {
        return isEndedByServer(stream)
                ? text("the stream ended by itself before", "流在此之前已自行结束")
                : text(
                        "the probe stopped reading before: %s",
                        "探测在此之前已停止读取：%s", ExchangeEnding.inWords(stream.end().orElseThrow()));
    }

    /** Begins to cause an event now and then, where the plan says how. */
    void post() {
        if (plan.post().isEmpty()) {
            return;
        }
        once("poster", () -> {
            poster = Thread.ofVirtual().name("probe-poster").start(this::postNowAndThen);
            return poster;
        });
    }

    /** Where a rule has caused an event just now, another one would only cost a connection. */
    private void postNowAndThen() {
        int posts = 0;
        while (posts < MOST_POSTS
                && main().end().isEmpty()
                && !Thread.currentThread().isInterrupted()) {
            try {
                Duration early = scale().of(POST_EACH).minusNanos(System.nanoTime() - lastCause);
                if (early.isPositive()) {
                    main().awaitEnd(early);
                } else {
                    posts++;
                    cause();
                }
            } catch (RuntimeException over) {
                return;
            }
        }
    }

    /** Causes an event at once, where the plan says how. */
    void cause() {
        if (plan.post().isPresent()) {
            lastCause = System.nanoTime();
            int number = posted.incrementAndGet();
            try (Places place = budget.takeForCause()) {
                Connection post = place.open(
                        text("POST %d", "POST %d", number), plan.post().get());
                lastPost = post.awaitHead(scale().limit(ANSWER))
                        .map(head -> text("status %d", "状态码 %d", head.status()))
                        .orElse(text("no answer", "没有响应"));
            } catch (NotSeen none) {
                lastPost = none.reason(); // the stream may send by itself
            }
        }
    }

    /** Waits until so many more events have come on a stream, and causes each of them where the plan says how. */
    void causeEvents(int events, Connection stream, Duration written) {
        int before = stream.eventCount();
        long deadline = System.nanoTime() + scale().limit(written).toNanos();
        for (int n = 1; n <= events; n++) {
            cause();
            stream.awaitEvents(before + n, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    /** How long is waited for what the server has done already, before it counts that it did not. */
    static Duration reading() {
        return TimeScale.REAL.limit(READING);
    }

    Listening listening() {
        return listening;
    }

    /** Whether the server ended a connection itself. */
    public static boolean isEndedByServer(Connection connection) {
        return connection
                .end()
                .filter(end -> !(end instanceof End.ClosedByUs
                        || end instanceof End.LimitReached
                        || end instanceof End.Flood
                        || end instanceof End.NoConnection))
                .isPresent();
    }

    /** Closes every connection; what they have read stays readable. */
    void stop() {
        Thread posting = poster;
        if (posting != null) {
            posting.interrupt();
        }
        budget.close();
    }

    @Override
    public void close() {
        stop();
        ReverseProxy started = proxy.getAndSet(null);
        if (started != null) {
            started.close();
        }
    }
}
