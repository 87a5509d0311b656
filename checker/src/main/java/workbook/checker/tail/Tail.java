package workbook.checker.tail;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import workbook.checker.conformance.Endpoint;
import workbook.checker.conformance.NoEventStream;
import workbook.checker.conformance.Redirection;
import workbook.checker.conformance.Unusable;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireItem;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.server.Secrets;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;
import workbook.checker.wire.WireEntry;

/**
 * Follows a stream as EventSource does (HTML 9.2): it comes back with the last id after the time that the server asked
 * for, and gives up for good when an answer is no event stream. For one thread, except for {@link #stop}.
 */
public final class Tail {

    /** Each browser has a time of its own for servers that send no retry; this is Chromium's. */
    private static final Duration USUAL_RETRY = Duration.ofSeconds(3);

    /** A server that asks for no wait at all gets no storm all the same. */
    private static final Duration LEAST_RETRY = Duration.ofMillis(100);

    /** Where nobody answers, the wait doubles up to this, as HTML 9.2.3 allows. */
    private static final Duration MOST_BACKOFF = Duration.ofSeconds(30);

    /** A head that is later is asked after. EventSource waits for it for ever, and so does a tail. */
    private static final Duration LATE_HEAD = Duration.ofSeconds(5);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final TailPlan plan;
    private final TailForm form;
    private final TailTally tally = new TailTally();
    private final Cause cause;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final long begun = System.nanoTime();
    private volatile TailStream current;
    private String lastEventId;
    private String shownId;
    private Duration retry = USUAL_RETRY;
    private long events;
    private int streams;
    private int failures;

    public Tail(TailPlan plan, TailForm form) {
        this.plan = plan;
        this.form = form;
        this.cause = new Cause(plan.cause(), plan.endpoint().trust());
        this.lastEventId = plan.since();
        this.shownId = plan.since();
    }

    /**
     * Follows the stream to its end, or until it is stopped.
     *
     * @throws Unusable if there is no event stream at the address
     */
    public TailEnding run() throws InterruptedException {
        while (true) {
            Optional<TailEnding> over = connect();
            if (over.isPresent()) {
                form.finish(tally);
                return over.get();
            }
            Duration delay = delay();
            show(new Sight.Returning(System.nanoTime(), delay, lastEventId));
            stopped.await(Math.min(delay.toNanos(), left().toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    /** Ends the tail; from any thread. */
    public void stop() {
        stopped.countDown();
        TailStream open = current;
        if (open != null) {
            open.close();
        }
    }

    /** Reads one stream, behind its redirects; empty if the client is to come back. */
    private Optional<TailEnding> connect() throws InterruptedException {
        Endpoint endpoint = plan.endpoint();
        List<Endpoint> hops = new ArrayList<>();
        while (!isOver()) {
            try (TailStream stream = TailStream.open(endpoint, lastEventId)) {
                current = stream;
                Optional<ResponseHead> head = awaitHead(stream);
                if (head.isEmpty()) {
                    return isOver() ? Optional.of(TailEnding.ASKED) : noAnswer(stream, endpoint.uri());
                }
                Optional<URI> target = Redirection.target(head.get(), endpoint.uri());
                if (target.isEmpty()) {
                    Optional<TailEnding> refusal = refusal(head.get(), endpoint);
                    return refusal.isPresent() ? refusal : read(stream);
                }
                hops.add(endpoint);
                endpoint = Redirection.followed(hops, head.get().status(), target.get(), true);
                remark(text(
                        "status %d: on to %s", "状态码 %d：转到 %s", head.get().status(), Secrets.masked(endpoint.uri())));
            }
        }
        return Optional.of(TailEnding.ASKED);
    }

    private Optional<ResponseHead> awaitHead(TailStream stream) throws InterruptedException {
        boolean asked = false;
        while (!isOver()) {
            Optional<WireEntry> entry = stream.take(tick());
            if (entry.isEmpty()) {
                if (!asked && stream.age(System.nanoTime()).compareTo(LATE_HEAD) > 0) {
                    asked = true;
                    remark(SightWords.noHead());
                }
                continue;
            }
            switch (entry.get().item()) {
                case WireItem.Received received ->
                    show(new Sight.Read(entry.get().nanos(), received.bytes()));
                case WireItem.Head(ResponseHead head) -> {
                    if (StreamHead.isStream(head)) {
                        show(new Sight.Opened(
                                entry.get().nanos(),
                                head,
                                stream.age(entry.get().nanos())));
                    }
                    return Optional.of(head);
                }
                case WireItem.Ended ended -> {
                    return Optional.empty();
                }
                default -> {
                    // A body has a head before it.
                }
            }
        }
        return Optional.empty();
    }

    /** The first connection must be made; a later one is tried again, since servers are started again. */
    private Optional<TailEnding> noAnswer(TailStream stream, URI uri) {
        End end = stream.end().orElseThrow();
        if (streams == 0) {
            throw Unusable.unreachable(NoEventStream.because(end, uri));
        }
        failures++;
        over(ExchangeEnding.inWords(end));
        return Optional.empty();
    }

    private Optional<TailEnding> refusal(ResponseHead head, Endpoint endpoint) {
        if (head.status() == StreamHead.NO_CONTENT) {
            over(text("status 204: the server says do not come back", "状态码 204：服务器要求不要再连接"));
            return Optional.of(TailEnding.CLEAN);
        }
        if (StreamHead.isStream(head)) {
            return Optional.empty();
        }
        if (streams == 0) {
            throw Unusable.misdirected(
                    NoEventStream.instead(head, endpoint).orElseGet(() -> StreamHead.refusal(head, endpoint.uri())));
        }
        over(StreamHead.refusal(head, endpoint.uri()));
        return Optional.of(TailEnding.REFUSED);
    }

    private Optional<TailEnding> read(TailStream stream) throws InterruptedException {
        streams++;
        failures = 0;
        if (streams == 1) {
            cause.send();
        }
        boolean chunkEdge = false;
        while (!isOver()) {
            cause.takeRemark().ifPresent(this::remark);
            Optional<WireEntry> entry = stream.take(tick());
            if (entry.isEmpty()) {
                show(new Sight.Silence(System.nanoTime(), tally.silence()));
                continue;
            }
            long nanos = entry.get().nanos();
            switch (entry.get().item()) {
                case WireItem.Received received -> show(new Sight.Read(nanos, received.bytes()));
                case WireItem.Chunk chunk -> chunkEdge = true;
                case WireItem.Body body -> {
                    show(new Sight.Body(nanos, body.bytes(), chunkEdge));
                    chunkEdge = false;
                    stream.read(body.bytes(), item -> take(item, nanos));
                }
                case WireItem.Ended(End end) -> {
                    stream.end(item -> take(item, nanos));
                    lastEventId = stream.lastEventId();
                    return ended(end);
                }
                default -> {
                    // The head has been shown.
                }
            }
            lastEventId = stream.lastEventId();
        }
        return Optional.of(TailEnding.ASKED);
    }

    private Optional<TailEnding> ended(End end) {
        if (stopped.getCount() == 0) {
            return Optional.of(TailEnding.ASKED);
        }
        boolean clean = end instanceof End.Complete;
        over(clean ? text("the server ended the stream cleanly", "服务器正常结束了流") : ExchangeEnding.inWords(end));
        if (plan.returns()) {
            return Optional.empty();
        }
        return Optional.of(clean ? TailEnding.CLEAN : TailEnding.CUT);
    }

    private void take(StreamItem item, long nanos) {
        if (isOver()) {
            return;
        }
        if (item instanceof StreamItem.Note(StreamItem.Kind kind, String type, long start, long end)
                && kind == StreamItem.Kind.BLOCK_WITHOUT_DATA
                && type.isEmpty()) {
            return; // an id or a retry by itself, as it should be
        }
        boolean newId = false;
        if (item instanceof StreamItem.Retry(long milliseconds, long start, long end)) {
            retry = Duration.ofMillis(Math.min(milliseconds, TimeUnit.DAYS.toMillis(1)));
        } else if (item instanceof StreamItem.Event event) {
            newId = !event.lastEventId().equals(shownId);
            shownId = event.lastEventId();
        }
        Sight.Item sight = new Sight.Item(nanos, item, newId);
        tally.see(sight);
        if (plan.shows(item)) {
            events += item instanceof StreamItem.Event ? 1 : 0;
            form.show(sight);
        }
    }

    private Duration delay() {
        Duration asked = retry.compareTo(LEAST_RETRY) < 0 ? LEAST_RETRY : retry;
        Duration most = asked.compareTo(MOST_BACKOFF) < 0 ? MOST_BACKOFF : asked;
        Duration doubled = asked.multipliedBy(1L << Math.clamp(failures - 1L, 0, 16));
        return doubled.compareTo(most) < 0 ? doubled : most;
    }

    private void over(Text how) {
        show(new Sight.Ended(System.nanoTime(), how));
    }

    private void remark(Text words) {
        show(new Sight.Remark(System.nanoTime(), words));
    }

    private void show(Sight sight) {
        tally.see(sight);
        form.show(sight);
    }

    private boolean isOver() {
        return stopped.getCount() == 0
                || !left().isPositive()
                || plan.most().isPresent() && events >= plan.most().getAsLong()
                || form.isClosed();
    }

    private Duration left() {
        return plan.limit()
                .map(limit -> limit.minusNanos(System.nanoTime() - begun))
                .orElse(Duration.ofDays(365));
    }

    private Duration tick() {
        return left().compareTo(TICK) < 0 ? left() : TICK;
    }
}
