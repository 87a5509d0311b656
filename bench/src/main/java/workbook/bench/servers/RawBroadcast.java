package workbook.bench.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes everything that waits to all clients: the same bytes, one write for each client. */
final class RawBroadcast implements Runnable {

    private static final int MOST_AT_ONCE = 256 * 1024;
    private static final int MOST_BEHIND = 1024 * 1024;
    private static final long RETRY_MILLIS = 1;
    private static final long IDLE_MILLIS = 1000;

    private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<RawConnection> joining = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<RawConnection> leaving = new ConcurrentLinkedQueue<>();
    private final Set<RawConnection> clients = new LinkedHashSet<>();
    private final Set<RawConnection> behind = new LinkedHashSet<>();
    private final ByteBuffer batch = ByteBuffer.allocateDirect(MOST_AT_ONCE);
    private volatile int count;

    void join(RawConnection client) {
        joining.add(client);
    }

    void leave(RawConnection client) {
        leaving.add(client);
    }

    void publish(byte[] block) {
        waiting.add(block);
    }

    int clients() {
        return count + joining.size() - leaving.size();
    }

    @Override
    public void run() {
        try {
            while (true) {
                byte[] first = waiting.poll(behind.isEmpty() ? IDLE_MILLIS : RETRY_MILLIS, TimeUnit.MILLISECONDS);
                List<byte[]> large = first == null ? List.of() : gather(first);
                comeAndGo();
                List.copyOf(behind).forEach(client -> write(client, client.rest));
                if (batch.flip().hasRemaining()) {
                    clients.forEach(client -> send(client, batch));
                }
                large.forEach(block -> clients.forEach(client -> send(client, ByteBuffer.wrap(block))));
                batch.clear();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fills the batch. A block that does not fit is returned, to be sent after it. */
    private List<byte[]> gather(byte[] first) {
        for (byte[] block = first; block != null; block = waiting.poll()) {
            if (block.length > batch.remaining()) {
                return List.of(block);
            }
            batch.put(block);
        }
        return List.of();
    }

    /**
     * Adds new clients and removes those that have left. A client that joined before an event was posted is in the
     * queue before it.
     */
    private void comeAndGo() {
        for (RawConnection client = joining.poll(); client != null; client = joining.poll()) {
            clients.add(client);
        }
        for (RawConnection client = leaving.poll(); client != null; client = leaving.poll()) {
            clients.remove(client);
            behind.remove(client);
        }
        count = clients.size();
    }

    private void send(RawConnection client, ByteBuffer bytes) {
        if (behind.contains(client)) {
            keep(client, bytes.duplicate());
        } else {
            write(client, bytes.duplicate());
        }
    }

    private void write(RawConnection client, ByteBuffer bytes) {
        try {
            client.channel.write(bytes);
        } catch (IOException left) {
            // The reading thread learns of it as well, and removes the client.
            bytes.position(bytes.limit());
        }
        if (!bytes.hasRemaining()) {
            behind.remove(client);
        } else if (behind.add(client)) {
            client.rest = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        }
    }

    /**
     * Keeps what the client has not taken. One that is too far behind is cut off, and the reading thread sees it go.
     */
    private void keep(RawConnection client, ByteBuffer bytes) {
        if (client.rest.remaining() + bytes.remaining() > MOST_BEHIND) {
            cut(client);
            return;
        }
        client.rest = ByteBuffer.allocate(client.rest.remaining() + bytes.remaining())
                .put(client.rest)
                .put(bytes)
                .flip();
    }

    private static void cut(RawConnection client) {
        try {
            client.channel.shutdownInput();
            client.channel.shutdownOutput();
        } catch (IOException gone) {
            // That is what was wanted.
            return;
        }
    }
}
