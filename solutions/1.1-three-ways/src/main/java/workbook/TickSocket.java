package workbook;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client of the WebSocket. Helidon's thread reads what the client sends and calls the methods here; a thread of our
 * own sends the ticks.
 */
final class TickSocket implements WsListener {

    private final Counter counter;
    private final ReentrantLock writing = new ReentrantLock();
    private Thread ticks;
    private boolean closed;

    TickSocket(Counter counter) {
        this.counter = counter;
    }

    /** Returns at once: while it runs, nothing that the client sends is read. */
    @Override
    public void onOpen(WsSession session) {
        ticks = Thread.ofVirtual().name("ticks").start(() -> sendTicks(session));
    }

    /** Helidon hands a ping to the listener and leaves the answer to it: a pong with the same data. */
    @Override
    public void onPing(WsSession session, BufferData data) {
        session.pong(data);
    }

    /** Helidon answers the close when this returns. No tick may stand behind its answer. */
    @Override
    public void onClose(WsSession session, int status, String reason) {
        writing.lock();
        try {
            closed = true;
        } finally {
            writing.unlock();
        }
        ticks.interrupt(); // it sleeps: had it been writing, it would have held the lock
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
        } catch (InterruptedException | UncheckedIOException e) {
            // The client has closed, or has gone without a word: then it is the write that fails.
        }
    }

    private void send(WsSession session, String text) {
        writing.lock();
        try {
            if (!closed) {
                session.send(text, true);
            }
        } finally {
            writing.unlock();
        }
    }
}
