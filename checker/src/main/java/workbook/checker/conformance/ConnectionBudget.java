package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.http.WireLimits;
import workbook.checker.probe.Connection;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/**
 * Opens the connections of a run, and keeps it polite: so many at once, so many in all, and never two in the same moment.
 * For use by several threads.
 */
public final class ConnectionBudget implements AutoCloseable {

    private static final int MOST_IN_ALL = 60;
    private static final Duration SPACING = Duration.ofMillis(50);
    private static final long MIB = 1 << 20;

    /** What one connection may keep and read. */
    static final WireLimits LIMITS =
            WireLimits.DEFAULT.withStored(4 * MIB).withTotal(64 * MIB).withHead(16 << 10, 64 << 10);

    private final Plan plan;
    private final Secrecy secrecy;
    private final Semaphore free;
    private final List<Lease> opened = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private long nextTurn = System.nanoTime();

    ConnectionBudget(Plan plan) {
        this.plan = plan;
        this.secrecy = plan.secrecy();
        this.free = new Semaphore(plan.mostAtOnce(), true);
    }

    /** A connection that counts as open until it is closed here. What it has read stays readable. */
    public static final class Lease implements AutoCloseable {

        private final Connection connection;
        private final boolean apart;
        private final Runnable release;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(Connection connection, boolean apart, Runnable release) {
            this.connection = connection;
            this.apart = apart;
            this.release = release;
        }

        public Connection connection() {
            return connection;
        }

        /** Leaves as a client does that crashes. */
        public void reset() {
            connection.reset();
            close();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                connection.close();
                release.run();
            }
        }
    }

    public Lease open(Text name, WireRequest request) {
        return open(name, request, LIMITS);
    }

    /** @throws NotSeen if the run has opened as many as it may */
    public Lease open(Text name, WireRequest request, WireLimits limits) {
        acquire(1);
        return begin(name, request, limits, false);
    }

    /** Opens one whose answer no rule judges but the one that asks for it, because something stands in between. */
    Lease openApart(Text name, WireRequest request) {
        acquire(1);
        return begin(name, request, LIMITS, true);
    }

    /** Opens as many at once, when so many are free. */
    List<Lease> openTogether(int count, Text name, WireRequest request) {
        acquire(count);
        List<Lease> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(begin(text("%s %d", "%s %d", name, i + 1), request, LIMITS, false));
        }
        return all;
    }

    /** Places for connections, which are free again when it is closed. */
    public interface Places extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes the place of a connection that is not made here, for example that of a browser. */
    Places reserve() {
        Places places = reserve(1);
        awaitTurn();
        return places;
    }

    /** Takes all places but one for each of so many connections and for those that stay open, when they are free. */
    Places alone(int connections) {
        return reserve(plan.mostAtOnce() - plan.held() - connections);
    }

    private Places reserve(int count) {
        acquire(count);
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (released.compareAndSet(false, true)) {
                free.release(count);
            }
        };
    }

    private void acquire(int count) {
        if (opened() >= MOST_IN_ALL) {
            throw new NotSeen(text(
                    "the run has opened its %d connections; choose fewer rules with --only",
                    "本次运行已用完 %d 个连接；请用 --only 减少规则", MOST_IN_ALL));
        }
        try {
            free.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was ended");
        }
    }

    private Lease begin(Text name, WireRequest request, WireLimits limits, boolean apart) {
        awaitTurn();
        Connection connection = Connection.watch(
                name, request, secrecy.masked(request), limits, plan.endpoint().trust());
        Lease lease = new Lease(connection, apart, free::release);
        synchronized (opened) {
            opened.add(lease);
        }
        return lease;
    }

    /** Waits for the moment at which the next connection may be opened. */
    private void awaitTurn() {
        lock.lock();
        try {
            long mine = Math.max(nextTurn, System.nanoTime());
            nextTurn = mine + plan.scale().of(SPACING).toNanos();
            for (long left = mine - System.nanoTime(); left > 0; left = mine - System.nanoTime()) {
                turn.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was ended");
        } finally {
            lock.unlock();
        }
    }

    /** How many connections were opened so far. */
    int opened() {
        synchronized (opened) {
            return opened.size();
        }
    }

    /** All connections so far, in the order in which they were opened. */
    List<Connection> all() {
        synchronized (opened) {
            return opened.stream().map(Lease::connection).toList();
        }
    }

    /** All connections so far that nothing but the probe has made. */
    List<Connection> direct() {
        synchronized (opened) {
            return opened.stream()
                    .filter(lease -> !lease.apart)
                    .map(Lease::connection)
                    .toList();
        }
    }

    /** Closes what is still open. */
    @Override
    public void close() {
        List<Lease> all;
        synchronized (opened) {
            all = List.copyOf(opened);
        }
        all.forEach(Lease::close);
    }
}
