package workbook.scaled;

import java.io.IOException;
import java.io.OutputStream;

/**
 * One connected client, to which at most one thread writes at any time. Everything but the write itself happens under
 * the lock of the {@link Shard}.
 */
final class Listener {

    /** The thread of the client's request. It writes the first bytes, and then waits for an interrupt. */
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
            return false; // part of a block may be missing now, so the connection is of no more use
        } finally {
            inWrite = false;
        }
    }

    /** The number of the message that the client needs next. */
    long next() {
        return next;
    }

    /** Says that the client needs no message before this one. */
    void needs(long number) {
        next = Math.max(next, number);
    }

    /** Says that from now on only this thread writes to the client, or no thread if it is null. */
    void writtenBy(Thread thread) {
        writer = thread;
    }

    /**
     * Whether the writer waits for the client to read. A thread that merely waits for a processor is runnable, so a
     * busy machine is not mistaken for a client that does not read. The order of the two questions matters: a thread
     * that has left the write cannot enter another one without the lock.
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

    /** Ends the request. Helidon then closes the connection, and a write that is stuck fails. */
    void drop() {
        if (!gone) {
            gone = true;
            handler.interrupt();
        }
    }

    /** @return whether no write to the client is under way, so that its stream can be ended properly */
    boolean leave() {
        boolean quiet = !gone && writer == null;
        gone = true;
        return quiet;
    }
}
