package workbook.checker.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import workbook.checker.load.Client.Role;
import workbook.checker.load.Client.State;

/**
 * Connects the clients of a loop, a limited number at a time: a server with a short backlog would let the others wait
 * for a second and more, and that wait would be measured instead of the server.
 */
final class Connector {

    private static final int SMALL_WINDOW = 4096;

    private final Plan plan;
    private final Selector selector;
    private final List<InetSocketAddress> nodes;
    private final int most;
    private final Deque<Client> waiting = new ArrayDeque<>();
    private int connecting;

    Connector(Plan plan, Selector selector, List<InetSocketAddress> nodes, int most) {
        this.plan = plan;
        this.selector = selector;
        this.nodes = nodes;
        this.most = most;
    }

    void queue(Client client) {
        client.state = State.WAITING;
        waiting.add(client);
    }

    void refuseWaiting() {
        waiting.clear();
    }

    /** Opens as many connections as may be under way; {@code failed} hears of each that cannot even begin. */
    void open(BiConsumer<Client, Exception> failed) {
        while (connecting < most && !waiting.isEmpty()) {
            Client client = waiting.poll();
            connecting++;
            try {
                begin(client);
            } catch (IOException | UnresolvedAddressException e) {
                failed.accept(client, e);
            }
        }
    }

    private void begin(Client client) throws IOException {
        client.connecting(System.nanoTime());
        client.channel = SocketChannel.open();
        client.channel.configureBlocking(false);
        client.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (client.role == Role.SLOW) {
            client.channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
        }
        boolean connected = client.channel.connect(nodes.get(client.node));
        client.key =
                client.channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, client);
        if (connected) {
            ask(client);
        }
    }

    void finishConnect(Client client) throws IOException {
        client.channel.finishConnect();
        ask(client);
    }

    /**
     * Sends the request. A new socket takes a short one at once, so there is no need to wait until it can be written
     * again.
     */
    private void ask(Client client) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(Requests.stream(plan, client.node, client.lastEventId()));
        client.channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("a request of " + request.limit() + " bytes was not taken at once");
        }
        client.key.interestOps(SelectionKey.OP_READ);
    }

    /** Notes that a client is connected, or will not be. */
    void decided(Client client) {
        connecting -= client.state == State.CONNECTING ? 1 : 0;
    }

    static void close(Client client) {
        close(client, false);
    }

    /** Half of the clients that leave close with a FIN, the other half with an RST. */
    void leaveAndReturn(Client client) {
        close(client, client.number % 2 == 0);
        comeBack(client);
    }

    /** Where nodes may go away, a client comes back at any of them, as a load balancer would have it. */
    void comeBack(Client client) {
        client.returns = true;
        if (plan.outages()) {
            client.node = ThreadLocalRandom.current().nextInt(nodes.size());
        }
        queue(client);
    }

    /** One that was refused by a node comes back at the next one. */
    void comeBackElsewhere(Client client) {
        client.node = (client.node + 1) % nodes.size();
        queue(client);
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
            // The other side has closed it, which is just as good.
            return;
        }
    }
}
