package workbook.bench.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

/**
 * How fast a broadcast can be in Java: no framework, only as much HTTP as the load client speaks, one thread that reads
 * and one that writes. It is no model for anything: what it leaves out is what frameworks are for.
 */
public final class RawServer {

    private static final int BACKLOG = 4096;

    private final Selector selector;
    private final RawBroadcast broadcast = new RawBroadcast();

    private RawServer(Selector selector) {
        this.selector = selector;
    }

    public static void main(String[] args) throws IOException {
        try (Selector selector = Selector.open();
                ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), BACKLOG)
                    .configureBlocking(false)
                    .register(selector, SelectionKey.OP_ACCEPT);
            RawServer server = new RawServer(selector);
            Thread.ofPlatform().daemon().name("writes").start(server.broadcast);
            server.serve(door);
        }
    }

    private void serve(ServerSocketChannel door) throws IOException {
        while (true) {
            selector.select();
            for (Iterator<SelectionKey> ready = selector.selectedKeys().iterator(); ready.hasNext(); ) {
                SelectionKey key = ready.next();
                ready.remove();
                if (key.channel() == door) {
                    accept(door);
                } else {
                    read(key);
                }
            }
        }
    }

    private void accept(ServerSocketChannel door) throws IOException {
        for (SocketChannel channel = door.accept(); channel != null; channel = door.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new RawConnection(channel, broadcast));
        }
    }

    private static void read(SelectionKey key) {
        RawConnection connection = (RawConnection) key.attachment();
        try {
            connection.read();
        } catch (IOException left) {
            connection.close();
        }
    }
}
