package workbook.scaled;

import java.io.IOException;
import java.io.OutputStream;

/**
 * One connected client. At any time, one thread at most writes to it. All but the write itself is for who holds the lock
 * of the {@link Shard}.
 */
final class Listener {

    /** The thread of its request. It writes the first bytes, and then waits for an interrupt. */
    private final Thread handler = Thread.currentThread();

    private final OutputStream out;
    private volatile boolean inWrite;

    private Thread writer;
    private long next;
    private boolean gone;

    Listener(OutputStream out) {
        this.out = out;
    }

    /** @return whether the client is still there */
    boolean write(byte[] bytes) {
        inWrite = true;
        try {
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return false; // whatever it was, a part may be missing now, so this connection is of no more use
        } finally {
            inWrite = false;
        }
    }

    /** The number of the message that it needs next. */
    long next() {
        return next;
    }

    /** It needs no message before this one. */
    void needs(long number) {
        next = Math.max(next, number);
    }

    /** From now on, only this thread writes to it; nobody when null. */
    void writtenBy(Thread thread) {
        writer = thread;
    }

    /**
     * Whether its writer waits for the client to read. A thread that only has to wait for a processor is runnable, so a
     * busy machine is not mistaken for a client that does not read. The order matters: who has left the write does not
     * get into another without the lock.
     */
    boolean isStuck() {
        return waits(writer) && inWrite;
    }

    private static boolean waits(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    boolean isGone() {
        return gone;
    }

    /** Ends the request. That makes Helidon close the connection, and a write that is stuck fails. */
    void drop() {
        if (!gone) {
            gone = true;
            handler.interrupt();
        }
    }

    /** @return whether nothing is under way to it any more, so that its stream can be ended properly */
    boolean leave() {
        boolean quiet = !gone && writer == null;
        gone = true;
        return quiet;
    }
}
