package workbook.checker.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A long line to a server: every byte comes later, in both directions, and none is lost. */
final class DelayProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final URI server;
    private final Duration delay;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private DelayProxy(ServerSocket listening, URI server, Duration delay) {
        this.listening = listening;
        this.server = server;
        this.delay = delay;
    }

    /** @param delay of each way */
    static DelayProxy before(URI server, Duration delay) throws IOException {
        DelayProxy proxy = new DelayProxy(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), server, delay);
        Thread.ofPlatform().daemon().name("delay").start(proxy::accept);
        return proxy;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket far = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(far);
                Thread.ofVirtual().start(() -> carry(client, far));
                Thread.ofVirtual().start(() -> carry(far, client));
            }
        } catch (IOException closed) {
            // The proxy is over.
        }
    }

    /** Bytes of one direction are handed to one thread after another in their order, because each waits equally long. */
    private void carry(Socket from, Socket to) {
        ScheduledExecutorService way =
                Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
        byte[] buffer = new byte[64 << 10];
        try (from) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                byte[] piece = Arrays.copyOf(buffer, size);
                later(way, () -> out.write(piece));
            }
        } catch (IOException cut) {
            // So is the other side, below.
        } finally {
            later(way, to::close);
            way.shutdown(); // what is on its way still arrives
            open.remove(from);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void later(ScheduledExecutorService way, Step step) {
        way.schedule(
                () -> {
                    step.run();
                    return null;
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
