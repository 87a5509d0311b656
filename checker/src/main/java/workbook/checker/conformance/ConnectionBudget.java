package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.http.End;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;
import workbook.checker.probe.Connection;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/**
 * Opens the connections of a run, and keeps it polite: so many at once, so many in all, and never two in the same moment.
 * For use by several threads.
 *
 * <p>A thread takes all the places that it needs at once, and while it has some it may wait for nothing that needs others.
 * So whoever has places gives them back, and whoever waits for some gets them in its turn: no two rules can wait for each
 * other.
 */
public final class ConnectionBudget implements AutoCloseable {

    private static final int MOST_IN_ALL = 60;

    /** So many are left to the rules when events may be caused no more. */
    private static final int KEPT_FROM_CAUSES = 6;

    private static final Duration SPACING = Duration.ofMillis(50);
    private static final long MIB = 1 << 20;

    /** What one connection may keep and read. */
    static final WireLimits LIMITS =
            WireLimits.DEFAULT.withStored(4 * MIB).withTotal(64 * MIB).withHead(16 << 10, 64 << 10);

    /** Connecting has a limit of its own, and ends the connection at it. */
    private static final Duration CONNECTED = LIMITS.connect().multipliedBy(2);

    private final Plan plan;
    private final Dial dial;
    private final Semaphore free;

    /** A rule that has places causes events beside them, so that is one more. */
    private final Semaphore cause = new Semaphore(1, true);

    private final Set<Thread> holders = ConcurrentHashMap.newKeySet();
    private final List<Opened> opened = new ArrayList<>();
    private final AtomicInteger counted = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private long nextTurn = System.nanoTime();
    private boolean over;

    /** Makes a connection: a test makes some that fail. */
    @FunctionalInterface
    interface Dial {
        Connection begin(Text name, WireRequest request, WireLimits limits);
    }

    /** @param apart whether it is no answer of the endpoint alone, so that no rule judges it but the one that asked for it */
    private record Opened(Connection connection, boolean apart) {}

    ConnectionBudget(Plan plan) {
        this(plan, direct(plan));
    }

    ConnectionBudget(Plan plan, Dial dial) {
        this.plan = plan;
        this.dial = dial;
        this.free = new Semaphore(plan.mostAtOnce(), true);
    }

    static Dial direct(Plan plan) {
        Secrecy secrecy = plan.secrecy();
        return (name, request, limits) -> Connection.watch(
                name, request, secrecy.masked(request), limits, plan.endpoint().trust());
    }

    /** Opens the main stream, which has a place of its own from the begin to the end. */
    Connection openMain(Text name, WireRequest request) {
        acquire(free, 1);
        return begin(name, request, LIMITS, false, MOST_IN_ALL);
    }

    /** Waits until so many places are free, and takes them all at once. */
    Places take(int count) {
        requireNoPlaces();
        acquire(free, count);
        return new Places(free, count, true);
    }

    /** Takes every place but those of streams that stay open, when no rule looks at another connection than those. */
    Places takeAll() {
        return take(plan.besideHeld());
    }

    /** Takes the place in which events are caused, one after the other. The answer to that needs no other place. */
    Places takeForCause() {
        acquire(cause, 1);
        return new Places(cause, 1, false);
    }

    /** @throws IllegalStateException if this thread has places, since whoever it waits for may be waiting for those */
    void requireNoPlaces() {
        if (holders.contains(Thread.currentThread())) {
            throw new IllegalStateException("a rule that has places for connections waits for more of them");
        }
    }

    /** Places for connections. Closing it closes what was opened in them, which stays readable. */
    final class Places implements AutoCloseable {

        private final Semaphore from;
        private final int count;
        private final int most;
        private final boolean holds;
        private final Thread holder;
        private final Deque<Connection> open = new ArrayDeque<>();
        private boolean closed;

        private Places(Semaphore from, int count, boolean holds) {
            this.from = from;
            this.count = count;
            this.holds = holds;
            this.most = holds ? MOST_IN_ALL : MOST_IN_ALL - KEPT_FROM_CAUSES;
            this.holder = Thread.currentThread();
            if (holds) {
                holders.add(holder);
            }
        }

        Connection open(Text name, WireRequest request) {
            return open(name, request, LIMITS);
        }

        /**
         * Connects. Where all of these places are taken, the oldest connection in them makes room.
         *
         * @throws NotSeen if no connection was made, or if the run has opened as many as it may
         */
        Connection open(Text name, WireRequest request, WireLimits limits) {
            return connected(added(name, request, limits, false));
        }

        /** Opens one whose answer no rule judges but the one that asks for it, because something stands in between. */
        Connection openApart(Text name, WireRequest request) {
            return connected(added(name, request, LIMITS, true));
        }

        /** Opens one in each place, as quickly as is polite. Those that the server refuses are among them. */
        List<Connection> openAll(Text name, WireRequest request) {
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(added(text("%s %d", "%s %d", name, i + 1), request, LIMITS, false));
            }
            all.stream()
                    .filter(connection -> failure(connection)
                            .filter(none -> none.cause() != End.NoConnection.Cause.REFUSED)
                            .isPresent())
                    .forEach(ConnectionBudget::connected);
            return all;
        }

        /** Counts a connection that is not made here, and waits for its moment. */
        void awaitTurn() {
            countOne(most);
            ConnectionBudget.this.awaitTurn();
        }

        private synchronized Connection added(Text name, WireRequest request, WireLimits limits, boolean apart) {
            if (closed) {
                throw new CancellationException("the run was ended");
            }
            if (open.size() == count) {
                open.removeFirst().close();
            }
            // What causes an event may be asked of another server.
            Connection connection = begin(name, request, limits, apart || !holds, most);
            open.addLast(connection);
            return connection;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                open.forEach(Connection::close);
                holders.remove(holder);
                from.release(count);
            }
        }
    }

    /** Whatever kept the probe from connecting says nothing of how the endpoint keeps a rule. */
    private static Connection connected(Connection connection) {
        failure(connection).ifPresent(none -> {
            throw new NotSeen(text(
                    "no connection for \"%s\": %s", "没有为“%s”建立连接：%s", connection.name(), ExchangeEnding.inWords(none)));
        });
        return connection;
    }

    /** Waits until a connection is made, or is not. */
    private static Optional<End.NoConnection> failure(Connection connection) {
        connection.await(() -> isMade(connection), CONNECTED);
        return connection.end().filter(End.NoConnection.class::isInstance).map(End.NoConnection.class::cast);
    }

    private static boolean isMade(Connection connection) {
        return connection.exchange().log().stream().anyMatch(entry -> entry.item() instanceof WireItem.Connected);
    }

    private static void acquire(Semaphore places, int count) {
        try {
            places.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was ended");
        }
    }

    private Connection begin(Text name, WireRequest request, WireLimits limits, boolean apart, int most) {
        countOne(most);
        awaitTurn();
        Connection connection = dial.begin(name, request, limits);
        synchronized (opened) {
            opened.add(new Opened(connection, apart));
            if (over) {
                connection.close();
            }
        }
        return connection;
    }

    /** @throws NotSeen if the run has opened as many as it may */
    private void countOne(int most) {
        if (counted.getAndUpdate(before -> before < most ? before + 1 : before) >= most) {
            throw new NotSeen(text(
                    "the run has opened its %d connections; choose fewer rules with --only",
                    "本次运行已用完 %d 个连接；请用 --only 减少规则", MOST_IN_ALL));
        }
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

    /** All connections so far, in the order in which they were opened. */
    List<Connection> all() {
        synchronized (opened) {
            return opened.stream().map(Opened::connection).toList();
        }
    }

    /** All connections so far that asked the endpoint itself, with nothing in between. */
    List<Connection> direct() {
        synchronized (opened) {
            return opened.stream()
                    .filter(one -> !one.apart())
                    .map(Opened::connection)
                    .toList();
        }
    }

    /** Closes what is still open, and what a rule that has not heard of the end opens behind it. */
    @Override
    public void close() {
        synchronized (opened) {
            over = true;
        }
        all().forEach(Connection::close);
    }
}
