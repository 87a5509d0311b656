package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import workbook.checker.load.Client.Role;
import workbook.checker.load.Client.State;
import workbook.checker.text.Text;

/** One thread with a selector, and its share of the clients. */
final class Loop implements Runnable {

    private static final int READ = 64 * 1024;
    private static final int SMALL_WINDOW = 4096;
    private static final long TICK_MILLIS = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_MILLIS = 300;
    private static final int MOST_DRAINS = 200;

    final Course course;
    final Stats stats = new Stats();
    final List<Client> clients = new ArrayList<>();

    private final Selector selector;
    private final InetSocketAddress address;
    private final int mostConnecting;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ);
    private final Deque<Client> waiting = new ArrayDeque<>();
    private int connecting;
    private long now;
    private long stormAt = Long.MAX_VALUE;
    private boolean begun;
    private volatile boolean settled;
    private volatile Exception broken;

    /** @param mostConnecting a server whose backlog is short would let the others wait a second */
    Loop(Course course, InetSocketAddress address, int mostConnecting) throws IOException {
        this.course = course;
        this.address = address;
        this.mostConnecting = mostConnecting;
        this.selector = Selector.open();
    }

    void add(int number, Role role) {
        Client client = new Client(number, role, this);
        clients.add(client);
        waiting.add(client);
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
            while (course.stage() != Course.Stage.OVER) {
                connectMore();
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
            clients.forEach(client -> close(client, false));
        }
    }

    private void connectMore() {
        while (connecting < mostConnecting && !waiting.isEmpty() && !course.stopped()) {
            connect(waiting.poll());
        }
    }

    private void connect(Client client) {
        now = System.nanoTime();
        try {
            SocketChannel channel = SocketChannel.open();
            client.connecting(channel, now);
            connecting++;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (client.role == Role.SLOW) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
            }
            boolean connected = channel.connect(address);
            client.key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, client);
            if (connected) {
                ask(client);
            }
        } catch (IOException | UnresolvedAddressException e) {
            lost(client, e);
        }
    }

    /** The request is short and the socket new: it fits. */
    private void ask(Client client) throws IOException {
        connecting--;
        client.state = State.ASKED;
        ByteBuffer request = ByteBuffer.wrap(Requests.stream(course.plan, client.lastEventId()));
        client.channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("a request of " + request.limit() + " bytes was not taken at once");
        }
        client.key.interestOps(SelectionKey.OP_READ);
    }

    private void ready(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                client.channel.finishConnect();
                ask(client);
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
        if (course.stage() == Course.Stage.RUNNING) {
            if (!begun) {
                begun = true;
                giveUpOnTheSilent();
                stormAt = now + SECOND;
            }
            readSlowly();
            if (now >= stormAt) {
                stormAt += SECOND;
                clients.stream().filter(client -> client.role == Role.STORM).forEach(this::leaveAndReturn);
            }
        } else if (course.stage() == Course.Stage.SETTLING) {
            int last = course.last();
            settled = clients.stream().noneMatch(client -> behind(client, last));
        }
    }

    private static boolean behind(Client client, int last) {
        return client.role == Role.STEADY && client.state == State.LISTENING && client.ledger.next() <= last;
    }

    private void giveUpOnTheSilent() {
        waiting.clear();
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

    /** Half of them leave with a FIN, half with an RST. */
    private void leaveAndReturn(Client client) {
        if (client.state != State.LISTENING && client.state != State.AWAY) {
            return;
        }
        close(client, client.number % 2 == 0);
        client.state = State.WAITING;
        client.returns = true;
        waiting.add(client);
    }

    private void lost(Client client, Exception why) {
        State before = client.state;
        connecting -= before == State.CONNECTING ? 1 : 0;
        close(client, false);
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

    private static Fault.Kind kind(State before, Exception why) {
        return before == State.LISTENING
                ? Fault.Kind.CLIENTS_CUT
                : why instanceof NoStream ? Fault.Kind.CLIENTS_REFUSED : Fault.Kind.CLIENTS_UNREACHED;
    }

    private Text example(Client client, Exception why) {
        String said = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return text(
                "client %d after %.1f s: %s",
                "客户端 %d 在 %.1f 秒后：%s", client.number, sinceOrigin() / 1e9, Reasons.of(said));
    }

    private static void close(Client client, boolean reset) {
        try {
            if (client.channel != null) {
                if (reset) {
                    client.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
                client.channel.close();
            }
        } catch (IOException gone) {
            // It was closed by the other side, which is as good.
            return;
        }
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
