package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import workbook.checker.load.Client.Role;
import workbook.checker.load.Client.State;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** One thread with a selector, and its share of the clients. */
final class Loop implements Runnable {

    private static final int READ = 64 * 1024;
    private static final long TICK_MILLIS = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_MILLIS = 300;
    private static final int MOST_DRAINS = 200;
    private static final int TENTHS = 10;

    /** How long a client that was refused waits before it tries again, where nodes may go away. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    final RunState run;
    final Measurements measured;
    final List<Client> clients = new ArrayList<>();

    private final Selector selector;
    private final Connector connector;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ);
    private long now;
    private long stormAt = Long.MAX_VALUE;
    private boolean begun;
    private int departures;

    /** Those that were refused when they came back, the first one first. */
    private final Deque<Client> away = new ArrayDeque<>();

    private volatile boolean settled;
    private volatile Exception broken;

    Loop(RunState run, List<InetSocketAddress> nodes, int mostConnecting) throws IOException {
        this.run = run;
        this.measured = new Measurements(nodes.size());
        this.selector = Selector.open();
        this.connector = new Connector(run.plan, selector, nodes, mostConnecting);
    }

    void add(int number, Role role) {
        Client client = new Client(number, number % run.plan.streams().size(), role, this);
        clients.add(client);
        connector.queue(client);
    }

    /** Whether each client that stays has got every event that must arrive. */
    boolean settled() {
        return settled;
    }

    /** The exception that ended this loop early, if one did. */
    Optional<Exception> broken() {
        return Optional.ofNullable(broken);
    }

    /** When the bytes at hand were read, by {@link System#nanoTime()}. */
    long now() {
        return now;
    }

    long sinceOrigin() {
        return now - run.origin;
    }

    @Override
    public void run() {
        try (selector) {
            while (run.stage() != RunState.Stage.OVER) {
                connector.open(this::lost);
                selector.select(this::ready, TICK_MILLIS);
                tick();
            }
            if (!run.stopped()) {
                drainTheSlow();
            }
        } catch (IOException | RuntimeException e) {
            broken = e;
            run.stop();
        } finally {
            clients.forEach(Connector::close);
        }
    }

    private void ready(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                connector.finishConnect(client);
            } else if (key.isReadable()) {
                read(client, READ);
            }
        } catch (IOException e) {
            lost(client, e);
        }
    }

    private void read(Client client, int most) throws IOException {
        int length = client.channel.read(buffer.clear().limit(Math.min(most, READ)));
        now = System.nanoTime();
        if (length > 0) {
            client.read += length;
            client.answer.read(buffer.array(), 0, length);
        }
        if (length < 0 || client.answer.ended()) {
            throw new IOException("the stream was ended");
        }
    }

    /** Notes that the head of an answer has come and says that a stream follows. */
    void listens(Client client) {
        connector.decided(client);
        client.state = State.LISTENING;
        if (client.returns) {
            long since = run.plan.outages() ? client.left : client.begun;
            measured.back.recordValue(Measurements.micros(now - since));
        } else {
            measured.connect.recordValue(Measurements.micros(now - client.begun));
            measured.lastHead = sinceOrigin();
            measured.connected += client.role == Role.SLOW ? 0 : 1;
            measured.nodes.get(client.node).clients += client.role == Role.SLOW ? 0 : 1;
            run.decided.incrementAndGet();
        }
        if (client.mustHaveAll()) {
            run.listening.incrementAndGet();
        }
        if (client.role == Role.SLOW) {
            client.key.interestOps(0);
        }
    }

    private void tick() {
        now = System.nanoTime();
        while (!away.isEmpty() && now - away.peek().refused > PAUSE) {
            connector.comeBackElsewhere(away.poll());
        }
        if (run.stage() == RunState.Stage.RUNNING) {
            if (!begun) {
                begun = true;
                giveUpOnTheSilent();
                stormAt = now + SECOND;
            }
            readSlowly();
            if (now >= stormAt) {
                stormAt += SECOND;
                clients.stream().filter(this::mayLeave).forEach(this::leave);
            }
            if (departures < run.departures.get()) {
                int tenth = departures++ % TENTHS;
                clients.stream()
                        .filter(client -> client.mustHaveAll() && client.state == State.LISTENING)
                        .filter(client -> client.number / run.plan.streams().size() % TENTHS == tenth)
                        .forEach(this::leave);
            }
        } else if (run.stage() == RunState.Stage.SETTLING) {
            settled = clients.stream().noneMatch(this::waits);
        }
    }

    private boolean mayLeave(Client client) {
        return client.role == Role.STORM
                && (client.state == State.LISTENING || client.state == State.AWAY && !run.plan.outages());
    }

    private void leave(Client client) {
        isAway(client);
        connector.leaveAndReturn(client);
    }

    /** Notes that a client has no stream for now. */
    private void isAway(Client client) {
        if (client.state == State.LISTENING) {
            client.left = now;
            measured.returns++;
            if (client.mustHaveAll()) {
                run.listening.decrementAndGet();
            }
        }
    }

    /** Whether a client still has to get something, and may get it. */
    boolean waits(Client client) {
        boolean mayGet = run.plan.outages() ? client.state != State.GONE : client.state == State.LISTENING;
        return client.mustHaveAll()
                && mayGet
                && IntStream.range(0, run.senders()).anyMatch(sender -> lacks(client, sender));
    }

    /** Whether a client still has to get something of this sender. */
    boolean lacks(Client client, int sender) {
        return client.ledgers.get(sender).next() <= run.last(sender);
    }

    private void giveUpOnTheSilent() {
        if (run.stopped()) {
            return;
        }
        connector.refuseWaiting();
        for (Client client : clients) {
            if (client.state == State.WAITING || client.state == State.CONNECTING) {
                lost(client, new IOException("no answer"));
            }
        }
    }

    private void readSlowly() {
        int speed = run.plan.slowSpeed();
        if (speed == 0) {
            return;
        }
        for (Client client : clients) {
            if (client.role == Role.SLOW && client.state == State.LISTENING) {
                long allowed = (now - client.begun) * speed / SECOND - client.read;
                try {
                    if (allowed > 0) {
                        read(client, (int) Math.min(allowed, READ));
                    }
                } catch (IOException e) {
                    lost(client, e);
                }
            }
        }
    }

    private void lost(Client client, Exception why) {
        now = System.nanoTime();
        State before = client.state;
        connector.decided(client);
        Connector.close(client);
        if (client.returns && before != State.LISTENING) {
            client.state = State.AWAY;
            measured.backRefused++;
            if (run.plan.outages()) {
                client.refused = now;
                away.add(client);
            }
            return;
        }
        if (run.plan.outages() && before == State.LISTENING && client.role != Role.SLOW) {
            isAway(client);
            connector.comeBack(client);
            return;
        }
        client.state = State.GONE;
        if (before != State.LISTENING) {
            run.decided.incrementAndGet();
        } else if (client.mustHaveAll()) {
            run.listening.decrementAndGet();
        }
        if (client.role == Role.SLOW && before == State.LISTENING) {
            measured.slowEnded++;
            return;
        }
        measured.lost++;
        measured.faults.add(kind(before, why), 1, 0, client.number, example(client, why));
    }

    private static StreamFault.Kind kind(State before, Exception why) {
        return before == State.LISTENING
                ? StreamFault.Kind.CLIENTS_CUT
                : why instanceof NoStream ? StreamFault.Kind.CLIENTS_REFUSED : StreamFault.Kind.CLIENTS_UNREACHED;
    }

    private Text example(Client client, Exception why) {
        String said = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return text(
                "client %d after %s: %s",
                "客户端 %d 在 %s后：%s", client.number, Seconds.of(Duration.ofNanos(sinceOrigin())), FailureReason.of(said));
    }

    /** A slow client sees the end of its stream only after reading what is buffered before it. */
    private void drainTheSlow() throws IOException {
        clients.stream()
                .filter(client -> client.role == Role.SLOW && client.state == State.LISTENING)
                .forEach(client -> client.key.interestOps(SelectionKey.OP_READ));
        int rounds = 0;
        while (run.plan.slow() > 0 && rounds < MOST_DRAINS && selector.select(this::ready, QUIET_MILLIS) > 0) {
            rounds++;
        }
    }
}
