package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import workbook.checker.load.Client.Role;
import workbook.checker.load.Client.State;
import workbook.checker.text.Text;

/** One thread with a selector, and its share of the clients. */
final class Loop implements Runnable {

    private static final int READ = 64 * 1024;
    private static final long TICK_MILLIS = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_MILLIS = 300;
    private static final int MOST_DRAINS = 200;

    final RunState course;
    final Stats stats = new Stats();
    final List<Client> clients = new ArrayList<>();

    private final Selector selector;
    private final Connector door;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ);
    private long now;
    private long stormAt = Long.MAX_VALUE;
    private boolean begun;
    private volatile boolean settled;
    private volatile Exception broken;

    Loop(RunState course, InetSocketAddress address, int mostConnecting) throws IOException {
        this.course = course;
        this.selector = Selector.open();
        this.door = new Connector(course.plan, selector, address, mostConnecting);
    }

    void add(int number, Role role) {
        Client client = new Client(number, role, this);
        clients.add(client);
        door.queue(client);
    }

    /** Whether all that stay have all that must arrive. */
    boolean settled() {
        return settled;
    }

    /** What ended this loop before its time. */
    Optional<Exception> broken() {
        return Optional.ofNullable(broken);
    }

    /** When the bytes were read that are being looked at. */
    long now() {
        return now;
    }

    long sinceOrigin() {
        return now - course.origin;
    }

    @Override
    public void run() {
        try (selector) {
            while (course.stage() != RunState.Stage.OVER) {
                door.open(this::lost);
                selector.select(this::ready, TICK_MILLIS);
                tick();
            }
            if (!course.stopped()) {
                drainTheSlow();
            }
        } catch (IOException | RuntimeException e) {
            broken = e;
            course.stop();
        } finally {
            clients.forEach(Connector::close);
        }
    }

    private void ready(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                door.finishConnect(client);
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

    /** Its head has come, and says that a stream follows. */
    void listens(Client client) {
        door.decided(client);
        client.state = State.LISTENING;
        (client.returns ? stats.back : stats.connect).recordValue(Stats.micros(now - client.begun));
        if (!client.returns) {
            stats.lastHead = sinceOrigin();
            stats.connected += client.role == Role.SLOW ? 0 : 1;
            course.decided.incrementAndGet();
        }
        if (client.role == Role.STEADY) {
            course.listening.incrementAndGet();
        }
        if (client.role == Role.SLOW) {
            client.key.interestOps(0);
        }
    }

    private void tick() {
        now = System.nanoTime();
        if (course.stage() == RunState.Stage.RUNNING) {
            if (!begun) {
                begun = true;
                giveUpOnTheSilent();
                stormAt = now + SECOND;
            }
            readSlowly();
            if (now >= stormAt) {
                stormAt += SECOND;
                clients.stream().filter(Loop::mayLeave).forEach(door::leaveAndReturn);
            }
        } else if (course.stage() == RunState.Stage.SETTLING) {
            int last = course.last();
            settled = clients.stream().noneMatch(client -> behind(client, last));
        }
    }

    private static boolean mayLeave(Client client) {
        return client.role == Role.STORM && (client.state == State.LISTENING || client.state == State.AWAY);
    }

    private static boolean behind(Client client, int last) {
        return client.role == Role.STEADY && client.state == State.LISTENING && client.ledger.next() <= last;
    }

    private void giveUpOnTheSilent() {
        if (course.stopped()) {
            return;
        }
        door.closeForThoseWhoWait();
        for (Client client : clients) {
            if (client.state != State.LISTENING && client.state != State.GONE) {
                lost(client, new IOException("no answer"));
            }
        }
    }

    private void readSlowly() {
        int speed = course.plan.slowSpeed();
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
        door.decided(client);
        Connector.close(client);
        if (client.returns && before != State.LISTENING) {
            client.state = State.AWAY;
            stats.backRefused++;
            return;
        }
        client.state = State.GONE;
        if (before != State.LISTENING) {
            course.decided.incrementAndGet();
        } else if (client.role == Role.STEADY) {
            course.listening.decrementAndGet();
        }
        if (client.role == Role.SLOW && before == State.LISTENING) {
            stats.slowEnded++;
            return;
        }
        stats.lost++;
        stats.faults.add(kind(before, why), 1, 0, client.number, example(client, why));
    }

    private static StreamFault.Kind kind(State before, Exception why) {
        return before == State.LISTENING
                ? StreamFault.Kind.CLIENTS_CUT
                : why instanceof NoStream ? StreamFault.Kind.CLIENTS_REFUSED : StreamFault.Kind.CLIENTS_UNREACHED;
    }

    private Text example(Client client, Exception why) {
        String said = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return text(
                "client %d after %.1f s: %s",
                "客户端 %d 在 %.1f 秒后：%s", client.number, sinceOrigin() / 1e9, Reasons.of(said));
    }

    /** Only who reads to the end learns whether there is one. */
    private void drainTheSlow() throws IOException {
        clients.stream()
                .filter(client -> client.role == Role.SLOW && client.state == State.LISTENING)
                .forEach(client -> client.key.interestOps(SelectionKey.OP_READ));
        int rounds = 0;
        while (course.plan.slow() > 0 && rounds < MOST_DRAINS && selector.select(this::ready, QUIET_MILLIS) > 0) {
            rounds++;
        }
    }
}
