package workbook.checker.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

/** The append-only log of an exchange, with the threads that wait for something to appear in it. */
public final class Journal {
    /** Bytes of heap that an entry takes besides the bytes it shows: entry, item, array header, slot in the list. */
    public static final int ITEM_COST = 128;

    private final WireLimits limits;
    private final WireListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final long start = System.nanoTime();

    private final List<WireEntry> entries = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private long spent;
    private boolean full;
    private long received;
    private long bodySize;
    private ResponseHead head;
    private End end;
    private Throwable failure;

    public Journal(WireLimits limits, WireListener listener) {
        this.limits = limits;
        this.listener = listener;
    }

    /** Appends {@code items}, which came at {@code nanos}; after the end nothing is added any more. */
    void add(long nanos, List<? extends WireItem> items) {
        locked(() -> {
            items.forEach(item -> add(nanos, item));
            return null;
        });
    }

    private void add(long nanos, WireItem item) {
        if (end != null) {
            return;
        }
        WireEntry entry = new WireEntry(nanos, Duration.ofNanos(nanos - start), item);
        keep(entry);
        switch (item) {
            case WireItem.Received(long offset, Bytes bytes) -> received = offset + bytes.size();
            case WireItem.Body(long offset, long bodyOffset, Bytes bytes) -> bodySize = bodyOffset + bytes.size();
            case WireItem.Head(ResponseHead whole) -> head = whole;
            case WireItem.Ended(End how) -> end = how;
            default -> {}
        }
        tell(entry);
        waiters.forEach(isGoingOn() ? Waiter::ask : Journal::askLast);
    }

    private boolean isGoingOn() {
        return end == null && failure == null;
    }

    private static void askLast(Waiter waiter) {
        waiter.ask();
        waiter.wake();
    }

    private void tell(WireEntry entry) {
        if (failure == null) {
            try {
                listener.see(entry);
            } catch (Throwable e) {
                // Even an AssertionError: the reader must live to write the end, or all waiters would wait on.
                failure = e;
            }
        }
    }

    private void keep(WireEntry entry) {
        switch (entry.item()) {
            // At most one of each is kept, and the limits bound their size.
            case WireItem.Connected c -> entries.add(entry);
            case WireItem.RequestSent s -> entries.add(entry);
            case WireItem.Head h -> entries.add(entry);
            case WireItem.Trailers t -> entries.add(entry);
            case WireItem.Ended e -> entries.add(entry);
            case WireItem.Received(long offset, Bytes bytes) -> keep(entry, offset, bytes.size());
            case WireItem.Sent(Bytes bytes) -> keep(entry, received, bytes.size());
            case WireItem.Interim(ResponseHead interim) -> keep(entry, interim.start(), cost(interim));
            case WireItem.Chunk chunk ->
                keep(entry, chunk.offset(), chunk.extension().length());
            case WireItem.Body body -> keep(entry, body.offset(), 0);
            case WireItem.Note note -> keep(entry, note.offset(), 0);
        }
    }

    /** A field of four bytes becomes a record and two strings. */
    private static long cost(ResponseHead head) {
        return head.end()
                - head.start()
                + (long) ITEM_COST * head.headers().fields().size();
    }

    private void keep(WireEntry entry, long offset, long size) {
        if (!full && spent + ITEM_COST + size <= limits.stored()) {
            spent += ITEM_COST + size;
            entries.add(entry);
        } else if (!full) {
            full = true;
            String text = String.format(
                    Locale.ROOT, "the log is full at %d bytes: what follows is counted, not kept", limits.stored());
            entries.add(new WireEntry(entry.nanos(), entry.at(), new WireItem.Note(offset, text)));
        }
    }

    boolean await(BooleanSupplier condition, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        return locked(() -> {
            Waiter waiter = new Waiter(condition, lock.newCondition());
            waiter.ask();
            waiters.add(waiter);
            try {
                while (!waiter.isDecided() && isGoingOn() && deadline.nanosLeft() > 0) {
                    waiter.sleep(deadline);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while waiting for the server");
            } finally {
                waiters.remove(waiter);
            }
            if (failure != null) {
                throw new IllegalStateException("the listener of the exchange, or the client itself, failed", failure);
            }
            return waiter.holds();
        });
    }

    /** Records that this client itself is at fault. */
    void fail(Throwable cause) {
        locked(() -> failure = failure == null ? cause : failure);
    }

    boolean hasFailed() {
        return locked(() -> failure != null);
    }

    /** The end that a flood has, once the listener takes no more of it. */
    Optional<End> flood(long nanos) {
        return locked(() -> listener.overflow().stream()
                .<End>mapToObj(items -> new End.Flood(items, received, Duration.ofNanos(nanos - start)))
                .findFirst());
    }

    public List<WireEntry> entries() {
        return locked(() -> List.copyOf(entries));
    }

    Optional<ResponseHead> head() {
        return locked(() -> Optional.ofNullable(head));
    }

    Optional<End> end() {
        return locked(() -> Optional.ofNullable(end));
    }

    long received() {
        return locked(() -> received);
    }

    long bodySize() {
        return locked(() -> bodySize);
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
