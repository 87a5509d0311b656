package workbook.checker.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

/**
 * One request and its answer, as they happen. Every method may be called from any thread; none but the {@code await}s and
 * {@link #send} blocks for long, and they have limits.
 */
public final class WireExchange implements AutoCloseable {
    private final WireRequest request;
    private final WireLimits limits;
    private final TcpConnection connection;
    private final Journal journal;
    private final ReadGate gate = new ReadGate();
    private final AtomicReference<End.ClosedByUs.How> closing = new AtomicReference<>();
    private final Thread thread;

    WireExchange(WireRequest request, WireLimits limits, TcpConnection connection, Journal journal) {
        this.request = request;
        this.limits = limits;
        this.connection = connection;
        this.journal = journal;
        this.thread = Thread.ofVirtual()
                .name("wire-reader")
                .unstarted(new ExchangeThread(request, limits, connection, journal, gate, closing));
    }

    void start() {
        thread.start();
    }

    public WireRequest request() {
        return request;
    }

    /**
     * Waits until {@code condition} holds. It is evaluated now and after each item, under the lock of the exchange, so
     * it may read what the listener writes; it must be quick and must not wait.
     *
     * @return whether it held within the limit; false at once if the exchange ended and it does not hold, because
     *     nothing will happen any more
     * @throws IllegalStateException if the listener has thrown
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public boolean await(BooleanSupplier condition, Duration limit) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("await was called by a listener, and would wait for itself");
        }
        return journal.await(condition, limit);
    }

    /** The head of the answer; empty if the server has not sent it within the limit, or never will. */
    public Optional<ResponseHead> awaitHead(Duration limit) {
        await(() -> head().isPresent(), limit);
        return head();
    }

    /** How the exchange ended; empty if it is still going on at the limit. */
    public Optional<End> awaitEnd(Duration limit) {
        await(() -> end().isPresent(), limit);
        return end();
    }

    /** The head of the answer, not that of an interim one. */
    public Optional<ResponseHead> head() {
        return journal.head();
    }

    public Optional<End> end() {
        return journal.end();
    }

    /** A snapshot of what has happened so far. */
    public List<WireEntry> log() {
        return journal.entries();
    }

    /** Raw bytes received, those included that are no longer kept. */
    public long received() {
        return journal.received();
    }

    /** Bytes of the body received, those included that are no longer kept. */
    public long bodySize() {
        return journal.bodySize();
    }

    /** The body as far as it came and was kept, without its framing. */
    public Bytes body() {
        return Bytes.concat(log().stream()
                .map(WireEntry::item)
                .<Bytes>mapMulti((item, bytes) -> {
                    if (item instanceof WireItem.Body body) {
                        bytes.accept(body.bytes());
                    }
                })
                .toList());
    }

    /** The raw stream as far as it came and was kept. */
    public Bytes raw() {
        return Bytes.concat(log().stream()
                .map(WireEntry::item)
                .<Bytes>mapMulti((item, bytes) -> {
                    if (item instanceof WireItem.Received read) {
                        bytes.accept(read.bytes());
                    }
                })
                .toList());
    }

    /** When the byte at {@code offset} of the raw stream came, from the start of the exchange; empty if it did not. */
    public Optional<Duration> arrivalOf(long offset) {
        return log().stream()
                .filter(entry -> entry.item() instanceof WireItem.Received(long from, Bytes bytes)
                        && from <= offset
                        && offset < from + bytes.size())
                .map(WireEntry::at)
                .findFirst();
    }

    /**
     * Sends more behind the request, as the protocol wants that the server has switched to (RFC 9110 15.2.2). A failure
     * to do so shows in the log as the end of the connection. Of one thread at a time, and not of a listener.
     *
     * <p>It waits for the request, which on a busy machine may not have been sent yet, or not whole.
     */
    public void send(Bytes bytes) {
        if (!await(connection::isRequestSent, limits.connect())) {
            return;
        }
        // Before the write: an answer to it, or the end, may come before the write returns.
        journal.add(System.nanoTime(), List.of(new WireItem.Sent(bytes)));
        QuietClose.run(() -> connection.write(bytes));
    }

    /** Sends what the request held back. Of one thread at a time. */
    public void sendRest() {
        send(request.rest());
    }

    /**
     * Stops reading the socket. A read already under way may still bring one item more. From then on the server's
     * bytes fill the kernel's buffers, then its writes block; {@link WireLimits#receiveBuffer} makes that soon.
     */
    public void stopReading() {
        gate.shut();
    }

    public void resumeReading() {
        gate.open();
    }

    /** Closes our side (FIN). The server sees the end of the request stream, and may go on answering. */
    public void halfClose() {
        connection.halfClose();
    }

    /** Breaks the connection off (RST), as when a process or a machine dies. */
    public void reset() {
        end(End.ClosedByUs.How.RST);
    }

    /** Closes the connection (FIN). Does nothing once the exchange has ended. */
    @Override
    public void close() {
        end(End.ClosedByUs.How.FIN);
    }

    private void end(End.ClosedByUs.How how) {
        closing.compareAndSet(null, how);
        gate.remove();
        switch (how) {
            case RST -> connection.reset();
            default -> connection.close();
        }
    }
}
