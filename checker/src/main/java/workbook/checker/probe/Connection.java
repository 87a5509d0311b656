package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import workbook.checker.finding.Conversation;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;
import workbook.checker.wire.Journal;
import workbook.checker.wire.WireClient;
import workbook.checker.wire.WireEntry;
import workbook.checker.wire.WireExchange;
import workbook.checker.wire.WireListener;
import workbook.checker.wire.WireRequest;

/**
 * One request and its answer, read both as bytes and as an event stream. It only sees and waits: whether what it saw is
 * right is for {@link Expectations} and the checks to say.
 */
public final class Connection implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Bytes: of a server that sends so much meanwhile, more is rightly waited for. */
    private static final int MUCH = 16 << 10;

    /** What makes something of the bytes of a body in place of the reader of event streams. */
    interface OtherReading extends WireListener {
        /** What it made, by the offset in the body behind its last byte. */
        Map<Long, String> made();
    }

    /** A time without a byte of the body, since the request was begun. */
    public record Silence(Duration from, Duration to) {
        public Duration length() {
            return to.minus(from);
        }
    }

    private final long begun = System.nanoTime();
    private final Text name;
    private final WireRequest request;
    private final Optional<OtherReading> other;
    private final WaitBudget patience;
    private final WireExchange exchange;
    private final EventStreamReader reader = new EventStreamReader();
    // Written by the listener and read by waiters, both under the lock of the exchange, and by snapshots.
    private final List<ArrivedItem<StreamItem>> items = new ArrayList<>();
    private int events;
    private long raw;
    private final long most;
    private Duration lastByteAt = Duration.ZERO;
    private Silence longestSilence = new Silence(Duration.ZERO, Duration.ZERO);
    private volatile Optional<CheckRequests> among = Optional.empty();
    private final KeepLimit limit = new KeepLimit(HeapShare.OF_ALL.open(this));

    private Connection(
            Text name,
            WireRequest request,
            WireLimits limits,
            WaitBudget patience,
            Optional<OtherReading> other,
            Function<WireListener, WireExchange> open) {
        this.name = name;
        this.request = request;
        this.most = limits.stored();
        this.patience = patience;
        this.other = other;
        this.exchange = open.apply(
                new Reading(other.<WireListener>map(reading -> reading).orElseGet(EventStream::new)));
    }

    /**
     * Connects, sends, and reads on until the answer ends or the connection is closed.
     *
     * @param sent the request as it goes out, perhaps through a proxy of the checker's own
     * @param shown the request as a person can repeat it
     * @param patience learns how long the answer took
     */
    static Connection open(Text name, WireRequest sent, WireRequest shown, WireLimits limits, WaitBudget patience) {
        return open(name, sent, shown, limits, patience, Optional.empty());
    }

    /** @param trust which certificates are accepted; empty for those that this Java trusts */
    static Connection open(
            Text name,
            WireRequest sent,
            WireRequest shown,
            WireLimits limits,
            WaitBudget patience,
            Optional<SSLContext> trust) {
        return new Connection(
                name,
                shown,
                limits,
                patience,
                Optional.empty(),
                listener -> WireClient.open(sent, limits, listener, trust));
    }

    /**
     * Connects to a server that no task knows. Every wait on the connection is as long as it asks to be.
     *
     * @param sent the request as it goes out
     * @param shown the request as a report may show it, without secrets
     * @param trust which certificates are accepted; empty for those that this Java trusts
     */
    public static Connection watch(
            Text name, WireRequest sent, WireRequest shown, WireLimits limits, Optional<SSLContext> trust) {
        return open(name, sent, shown, limits, WaitBudget.UNLIMITED, trust);
    }

    /** Reads an answer that is not an event stream. */
    static Connection openOther(
            Text name,
            WireRequest sent,
            WireRequest shown,
            WireLimits limits,
            WaitBudget patience,
            OtherReading other) {
        return new Connection(
                name, shown, limits, patience, Optional.of(other), listener -> WireClient.open(sent, limits, listener));
    }

    /** Measures how long the answer took, whatever is read in it. */
    private final class Reading implements WireListener {
        private final WireListener body;

        Reading(WireListener body) {
            this.body = body;
        }

        @Override
        public void see(WireEntry entry) {
            measure(entry);
            switch (entry.item()) {
                case WireItem.Head head -> patience.answered(entry.at());
                case WireItem.Received received -> keepRaw(received.bytes().size());
                case WireItem.Body part -> keepRaw(0);
                case WireItem.Chunk chunk -> keepRaw(chunk.extension().length());
                case WireItem.Interim interim ->
                    keepRaw(interim.head().end() - interim.head().start());
                default -> {
                    // There is one of each at most, or it is as small as a note.
                }
            }
            body.see(entry);
        }

        @Override
        public OptionalLong overflow() {
            return body.overflow();
        }
    }

    /** Of a long stream the log keeps the beginning only, so silences are measured as they pass. */
    private void measure(WireEntry entry) {
        synchronized (items) {
            boolean head = entry.item() instanceof WireItem.Head;
            boolean more = entry.item() instanceof WireItem.Body || entry.item() instanceof WireItem.Ended;
            Silence silence = new Silence(lastByteAt, entry.at());
            if (more && silence.length().compareTo(longestSilence.length()) > 0) {
                longestSilence = silence;
            }
            lastByteAt = head || more ? entry.at() : lastByteAt;
        }
    }

    /** Counts what the log of the exchange keeps, up to its own limit. */
    private void keepRaw(long size) {
        synchronized (items) {
            long cost = Journal.ITEM_COST + size;
            if (raw + cost <= most) {
                raw += cost;
                limit.raw(cost);
            }
        }
    }

    /** Reads the body as an event stream. */
    private final class EventStream implements WireListener {
        @Override
        public void see(WireEntry entry) {
            read(entry);
        }

        @Override
        public OptionalLong overflow() {
            synchronized (items) {
                return limit.overflow();
            }
        }
    }

    private void read(WireEntry entry) {
        synchronized (items) {
            switch (entry.item()) {
                case WireItem.Body body -> {
                    byte[] read = body.bytes().toByteArray();
                    reader.read(read, 0, read.length, item -> keep(item, entry));
                }
                case WireItem.Ended ended -> reader.end(item -> keep(item, entry));
                default -> {
                    // Heads, chunks and notes stay in the log of the exchange.
                }
            }
        }
    }

    private void keep(StreamItem item, WireEntry entry) {
        if (!limit.admits(heap(item))) {
            return;
        }
        items.add(new ArrivedItem<>(item, entry.at(), entry.nanos()));
        if (item instanceof StreamItem.Event) {
            events++;
        }
    }

    private static long heap(StreamItem item) {
        return switch (item) {
            case StreamItem.Event event ->
                KeepLimit.heap(event.type()) + KeepLimit.heap(event.data()) + KeepLimit.heap(event.lastEventId());
            case StreamItem.Comment comment -> KeepLimit.heap(comment.text());
            case StreamItem.Note note -> KeepLimit.heap(note.text());
            case StreamItem.Retry retry -> 0;
        };
    }

    public Text name() {
        return name;
    }

    public WireRequest request() {
        return request;
    }

    /** The exchange with its log, for what the reader of the stream does not know: framing, notes, times of reads. */
    public WireExchange exchange() {
        return exchange;
    }

    /** Says what else the checks have sent, and will. */
    void sentAmong(CheckRequests requests) {
        among = Optional.of(requests);
        requests.add(this);
    }

    /** A line for a POSIX shell by which a person sees what came here. */
    String repetition() {
        return among.map(requests -> Repetition.of(this, requests)).orElseGet(request::curl);
    }

    /** When it was opened, by {@link System#nanoTime()}. */
    long begun() {
        return begun;
    }

    /** When it ended, by {@link System#nanoTime()}; {@link Long#MAX_VALUE} while it is open. */
    long endedAtNanos() {
        return exchange.log().stream()
                .filter(entry -> entry.item() instanceof WireItem.Ended)
                .map(WireEntry::nanos)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** What was sent behind the request, where something else than an event stream is spoken. */
    List<Bytes> frames() {
        return other.isEmpty()
                ? List.of()
                : exchange.log().stream()
                        .map(WireEntry::item)
                        .filter(WireItem.Sent.class::isInstance)
                        .map(item -> ((WireItem.Sent) item).bytes())
                        .toList();
    }

    /** Everything seen in the stream so far, in order. */
    public List<ArrivedItem<StreamItem>> items() {
        synchronized (items) {
            return List.copyOf(items);
        }
    }

    /** The items behind the first {@code known}, for a check that looks repeatedly. */
    public List<ArrivedItem<StreamItem>> itemsAfter(int known) {
        synchronized (items) {
            return List.copyOf(items.subList(known, items.size()));
        }
    }

    /** The items of one kind. */
    public <T extends StreamItem> List<ArrivedItem<T>> items(Class<T> kind) {
        return items().stream()
                .filter(arrived -> kind.isInstance(arrived.item()))
                .map(arrived -> new ArrivedItem<>(kind.cast(arrived.item()), arrived.at(), arrived.nanos()))
                .toList();
    }

    /** What a browser would have dispatched so far. */
    public List<ArrivedItem<StreamItem.Event>> events() {
        return items(StreamItem.Event.class);
    }

    /** What a browser passed over in silence so far. */
    public List<StreamItem.Note> notes(StreamItem.Kind kind) {
        return items(StreamItem.Note.class).stream()
                .map(ArrivedItem::item)
                .filter(note -> note.kind() == kind)
                .toList();
    }

    /** What a browser would send as {@code Last-Event-ID} after this connection; empty for no such header. */
    public String lastEventId() {
        synchronized (items) {
            return reader.lastEventId();
        }
    }

    /** How many events there are so far. */
    public int eventCount() {
        synchronized (items) {
            return events;
        }
    }

    /** The bytes of the body so far, without the framing of HTTP. */
    public byte[] body() {
        return exchange.body().toByteArray();
    }

    /** The body as JSON; empty if the body is not JSON. */
    public Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(JSON.readTree(body())).filter(node -> !node.isMissingNode());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Waits for status and headers; empty at the limit, or when the connection ended without them. */
    public Optional<ResponseHead> awaitHead(Duration limit) {
        waitFor(() -> exchange.head().isPresent(), limit);
        return exchange.head();
    }

    /** Waits until as many events have come, the answer has ended, or the limit is reached. */
    public boolean awaitEvents(int count, Duration limit) {
        return await(() -> eventCount() >= count, limit);
    }

    /** Waits until something has come after a moment of {@link System#nanoTime()}, or as {@link #awaitEvents} does. */
    public boolean awaitItemAfter(long nanos, Duration limit) {
        return await(() -> lastItem().filter(last -> last - nanos > 0).isPresent(), limit);
    }

    private Optional<Long> lastItem() {
        synchronized (items) {
            return items.isEmpty()
                    ? Optional.empty()
                    : Optional.of(items.getLast().nanos());
        }
    }

    /**
     * Waits until a condition on this connection holds, the answer has ended, or the limit is reached.
     *
     * @param condition looked at after each thing that arrives
     * @return whether it holds
     */
    public boolean await(BooleanSupplier condition, Duration limit) {
        waitFor(() -> condition.getAsBoolean() || exchange.end().isPresent(), limit);
        return condition.getAsBoolean();
    }

    /** A condition to wait for: that an event fits. It looks at each event once, however often it is asked. */
    public BooleanSupplier arrival(Predicate<StreamItem.Event> wanted) {
        return new Search(wanted)::isFound;
    }

    private final class Search {

        private final Predicate<StreamItem.Event> wanted;

        // Guarded by this: the thread that waits asks, and the one that reads.
        private int known;
        private boolean found;

        Search(Predicate<StreamItem.Event> wanted) {
            this.wanted = wanted;
        }

        synchronized boolean isFound() {
            if (!found) {
                List<ArrivedItem<StreamItem>> more = itemsAfter(known);
                known += more.size();
                found = more.stream()
                        .anyMatch(arrived -> arrived.item() instanceof StreamItem.Event event && wanted.test(event));
            }
            return found;
        }
    }

    private void waitFor(BooleanSupplier condition, Duration limit) {
        long begun = System.nanoTime();
        long before = exchange.received();
        boolean held = exchange.await(condition, patience.limit(limit));
        if (!held && exchange.received() - before < MUCH) {
            patience.inVain(begun, System.nanoTime());
        }
    }

    /** How the answer ended; empty while it is going on. */
    public Optional<End> end() {
        return exchange.end();
    }

    /** Waits for the end of the answer; empty at the limit. */
    public Optional<End> awaitEnd(Duration limit) {
        waitFor(() -> exchange.end().isPresent(), limit);
        return exchange.end();
    }

    /**
     * Waits for the end of the answer as long as something comes: a slow machine is no fault of the server.
     *
     * @param silence after which the wait is over; three times as long in all
     */
    public Optional<End> awaitEndWhileMoving(Duration silence) {
        return awaitEndWhile(exchange::received, silence);
    }

    /**
     * Waits for the end of the answer as long as events come. Heartbeats do not count: they go on for ever, even where
     * nothing else will come.
     *
     * @param silence after which the wait is over; three times as long in all
     */
    public Optional<End> awaitEndWhileTelling(Duration silence) {
        return awaitEndWhile(this::eventCount, silence);
    }

    private Optional<End> awaitEndWhile(LongSupplier moves, Duration silence) {
        long deadline = System.nanoTime() + silence.multipliedBy(3).toNanos();
        long before = -1;
        while (exchange.end().isEmpty() && moves.getAsLong() != before && System.nanoTime() < deadline) {
            before = moves.getAsLong();
            awaitEnd(silence);
        }
        return exchange.end();
    }

    /** When the connection ended, since the request was begun; empty while it is open. */
    public Optional<Duration> endedAt() {
        return exchange.log().stream()
                .filter(entry -> entry.item() instanceof WireItem.Ended)
                .map(WireEntry::at)
                .findFirst();
    }

    /** When status and headers were complete, since the request was begun. */
    public Optional<Duration> headAt() {
        return exchange.log().stream()
                .filter(entry -> entry.item() instanceof WireItem.Head)
                .map(WireEntry::at)
                .findFirst();
    }

    /** The longest silence behind the head that is over. */
    public Silence longestSilence() {
        synchronized (items) {
            return longestSilence;
        }
    }

    /** When the last byte of head or body came so far, since the request was begun. */
    public Duration lastByteAt() {
        synchronized (items) {
            return lastByteAt;
        }
    }

    /** Bytes that went to the server so far: the request, and what followed it. */
    public long bytesSent() {
        return exchange.log().stream()
                .mapToLong(entry -> switch (entry.item()) {
                    case WireItem.RequestSent(Bytes request) -> request.size();
                    case WireItem.Sent(Bytes more) -> more.size();
                    default -> 0;
                })
                .sum();
    }

    /** Bytes that had come from the server by a moment of {@link System#nanoTime()}, with all framing of HTTP. */
    public long bytesReceived(long nanos) {
        return exchange.log().stream()
                .filter(entry -> entry.nanos() - nanos <= 0)
                .mapToLong(
                        entry -> entry.item() instanceof WireItem.Received(long offset, Bytes read) ? read.size() : 0)
                .sum();
    }

    /** Bytes of status and headers; 0 while they are not complete. */
    public long bytesOfHead() {
        return exchange.head().map(ResponseHead::end).orElse(0L);
    }

    /** Sends what the request held back. */
    public void sendRest() {
        exchange.sendRest();
    }

    /** Takes nothing more from the socket, so that the server's writes fill the buffers in between and then block. */
    public void stopReading() {
        exchange.stopReading();
    }

    public void resumeReading() {
        exchange.resumeReading();
    }

    /** Says that nothing more will be sent, and reads on: FIN in one direction. */
    public void halfClose() {
        exchange.halfClose();
    }

    /** Leaves as a client does that crashes: RST. */
    public void reset() {
        exchange.reset();
    }

    /** Leaves as a client does that closes: FIN. */
    @Override
    public void close() {
        exchange.close();
    }

    /** What a browser dispatches of the body so far, by the offset behind the last byte of each event. */
    Map<Long, String> made() {
        return other.map(OtherReading::made).orElseGet(() -> events().stream()
                .collect(Collectors.toMap(event -> event.item().end(), event -> WireTranscript.browser(event.item()))));
    }

    /** What was sent behind the beginning of the request, in words. */
    Text sent(Bytes bytes) {
        return other.isPresent()
                ? Text.same(WebSocket.words(bytes))
                : text("the last %d bytes of the request", "请求的最后 %d 个字节", bytes.size());
    }

    /** The connection as a finding shows it. */
    Conversation shown() {
        return WireTranscript.of(this, Optional.empty());
    }
}
