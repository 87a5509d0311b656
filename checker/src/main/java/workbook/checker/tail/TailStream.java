package workbook.checker.tail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import workbook.checker.conformance.Endpoint;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireLimits;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;
import workbook.checker.wire.WireClient;
import workbook.checker.wire.WireEntry;
import workbook.checker.wire.WireExchange;
import workbook.checker.wire.WireRequest;

/** One connection of a tail. */
final class TailStream implements AutoCloseable {

    /** Nothing of the past is kept, and a stream may go on for ever. */
    private static final WireLimits LIMITS =
            WireLimits.DEFAULT.withStored(0).withTotal(Long.MAX_VALUE).withConnect(Duration.ofSeconds(10));

    private final long begun = System.nanoTime();
    private final EntryQueue queue = new EntryQueue();
    private final EventStreamReader reader;
    private final WireExchange exchange;

    private TailStream(Endpoint endpoint, String lastEventId) {
        this.reader = new EventStreamReader(lastEventId);
        WireRequest request = endpoint.stream();
        if (!lastEventId.isEmpty()) {
            request = request.with("Last-Event-ID", lastEventId.getBytes(StandardCharsets.UTF_8));
        }
        this.exchange = WireClient.open(request, LIMITS, queue, endpoint.trust());
        queue.throttle(exchange);
    }

    static TailStream open(Endpoint endpoint, String lastEventId) {
        return new TailStream(endpoint, lastEventId);
    }

    /** The next that came; empty if nothing does within the limit. */
    Optional<WireEntry> take(Duration limit) throws InterruptedException {
        return queue.take(limit);
    }

    Optional<ResponseHead> head() {
        return exchange.head();
    }

    Optional<End> end() {
        return exchange.end();
    }

    /** Since the request. */
    Duration age(long nanos) {
        return Duration.ofNanos(nanos - begun);
    }

    void read(Bytes body, Consumer<StreamItem> items) {
        byte[] bytes = body.toByteArray();
        reader.read(bytes, 0, bytes.length, items);
    }

    /** Says what was begun and is lost. */
    void end(Consumer<StreamItem> items) {
        reader.end(items);
    }

    String lastEventId() {
        return reader.lastEventId();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
