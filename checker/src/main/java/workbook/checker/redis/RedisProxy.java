package workbook.checker.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The line from one node to its Redis: it can be cut, held up and mended, and says how many connections there are. */
public final class RedisProxy implements AutoCloseable {

    private static final int BACKLOG = 200;

    private enum Line {
        WHOLE,
        CUT,
        HELD_UP
    }

    private final ServerSocket listener;
    private final int port;

    /** The sockets of the node, which are as many as its connections. */
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private final AtomicLong answers = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private Line line = Line.WHOLE;
    private long mendedAt; // by System.nanoTime()
    private boolean mended;

    private RedisProxy(ServerSocket listener, int port) {
        this.listener = listener;
        this.port = port;
    }

    public static RedisProxy before(RedisEngine engine) {
        try {
            RedisProxy proxy =
                    new RedisProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), engine.port());
            Thread.ofVirtual().name("redis-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many connections the node has now. */
    public int connections() {
        return open.size();
    }

    /** How often Redis has sent something to the node: one answer, as a rule. */
    public long answers() {
        return answers.get();
    }

    /** Breaks all connections, and every new one at once. */
    public void cut() {
        set(Line.CUT);
        open.forEach(RedisProxy::breakOff);
    }

    /** Passes on no byte any more. Connections stay, and new ones are taken. */
    public void holdUp() {
        set(Line.HELD_UP);
    }

    /** Passes on everything again, what was held up first. */
    public void mend() {
        lock.lock();
        try {
            mended = true;
            mendedAt = System.nanoTime();
            set(Line.WHOLE);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was mended no longer ago than this. One that was never cut or held up was not mended either. */
    public boolean wasMendedWithin(Duration limit) {
        lock.lock();
        try {
            return mended && System.nanoTime() - mendedAt <= limit.toNanos();
        } finally {
            lock.unlock();
        }
    }

    private void set(Line next) {
        lock.lock();
        try {
            line = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return false if the line is cut */
    private boolean awaitPassage() {
        lock.lock();
        try {
            while (line == Line.HELD_UP) {
                changed.awaitUninterruptibly();
            }
            return line == Line.WHOLE;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket node = listener.accept();
                open.add(node);
                Thread.ofVirtual().start(() -> serve(node));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket node) {
        try (node) {
            if (!awaitPassage()) {
                breakOff(node);
                return;
            }
            try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), port)) {
                node.setTcpNoDelay(true);
                redis.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> passUntilEnd(redis, node));
                pass(node, redis, () -> {});
            }
        } catch (IOException over) {
            return; // both ends are closed by now
        } finally {
            open.remove(node);
        }
    }

    private void passUntilEnd(Socket redis, Socket node) {
        try (node) {
            pass(redis, node, answers::incrementAndGet);
        } catch (IOException over) {
            return; // the other direction ends by it, too
        }
    }

    private void pass(Socket from, Socket to, Runnable passed) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[16 << 10];
        for (int n = in.read(buffer); n >= 0 && awaitPassage(); n = in.read(buffer)) {
            out.write(buffer, 0, n);
            passed.run();
        }
    }

    private static void breakOff(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0); // RST, as from a machine that has gone
        } catch (IOException closed) {
            return; // that is what was wanted
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
