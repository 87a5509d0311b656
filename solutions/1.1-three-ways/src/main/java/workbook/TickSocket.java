package workbook;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One WebSocket client. Helidon's thread reads what the client sends and calls these methods; a thread of our own sends
 * the ticks.
 */
final class TickSocket implements WsListener {

    /**
     * Helidon closes a connection from which nothing has come for a minute, and all that a page sends which only listens
     * are answers to pings. They go out behind ticks, which must come more often than that.
     */
    private static final Duration PING = Duration.ofSeconds(20);

    /** How long a close waits for a tick that is under way: a write to a client that does not read has no end. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Counter counter;
    private final ReentrantLock writing = new ReentrantLock();
    private Thread ticks;
    private volatile boolean closed;
    private long pinged = System.nanoTime();

    TickSocket(Counter counter) {
        this.counter = counter;
    }

    /** Returns at once: until it does, Helidon reads nothing from the client. */
    @Override
    public void onOpen(WsSession session) {
        ticks = Thread.ofVirtual().name("ticks").start(() -> sendTicks(session));
    }

    /** Helidon leaves the answer to a ping to its listener: a pong with the same data (RFC 6455 section 5.5.3). */
    @Override
    public void onPing(WsSession session, BufferData data) {
        session.pong(data);
    }

    /** Helidon answers the close frame when this returns. No tick may follow that answer (RFC 6455 section 5.5.1). */
    @Override
    public void onClose(WsSession session, int status, String reason) {
        closed = true;
        awaitWrite();
        ticks.interrupt(); // asleep by now, or writing to a client that does not read: that ends with its connection
    }

    /** Whoever has the lock after the flag was set writes nothing more. */
    private void awaitWrite() {
        try {
            if (writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onError(WsSession session, Throwable error) {
        onClose(session, 0, "");
    }

    private void sendTicks(WsSession session) {
        try {
            for (long tick = counter.now(); ; tick++) {
                counter.await(tick);
                send(session, Long.toString(tick));
            }
        } catch (InterruptedException | ServerConnectionException e) {
            // The client has closed the socket, or has vanished, and then the write fails.
        }
    }

    private void send(WsSession session, String text) {
        writing.lock();
        try {
            if (!closed) {
                session.send(text, true);
                pingNowAndThen(session);
            }
        } finally {
            writing.unlock();
        }
    }

    private void pingNowAndThen(WsSession session) {
        if (System.nanoTime() - pinged > PING.toNanos()) {
            session.ping(BufferData.empty());
            pinged = System.nanoTime();
        }
    }
}
