package workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One connected client: the blocks that wait for it, and the only thread that writes to it. */
final class Client {

    /** How many blocks may wait. Without a bound, a client that has stopped reading would fill the heap. */
    private static final int ROOM = 256;

    /** How many bytes they may have together: a bound without bytes is no bound. */
    private static final int BYTES = 16 << 20;

    private final Thread writer;
    private final Duration interval;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(ROOM);
    private final AtomicInteger waiting = new AtomicInteger(); // bytes in the queue

    Client(Thread writer, Duration interval) {
        this.writer = writer;
        this.interval = interval;
    }

    /**
     * Adds a block and never waits, so one client cannot hold up the others. A full queue means that the writer is that
     * many messages behind, mostly because it is stuck in a write. An interrupt ends the write, and with it the stream.
     *
     * @return whether the client keeps up
     */
    boolean offer(byte[] block) {
        boolean room = waiting.addAndGet(block.length) <= BYTES && queue.offer(block);
        if (!room) {
            writer.interrupt();
        }
        return room;
    }

    /**
     * Writes what comes, and a heartbeat when nothing has come for an interval. Waiting for the next block is the
     * timer: it starts again after every write, need not be stopped, and cannot write into the middle of an event.
     *
     * <p>The first heartbeat is written at once, because it sends the headers.
     */
    void writeTo(OutputStream out) throws IOException, InterruptedException {
        byte[] next = EventStream.heartbeat();
        while (true) {
            out.write(next);
            out.flush();
            byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
            waiting.addAndGet(event == null ? 0 : -event.length);
            next = event == null ? EventStream.heartbeat() : event;
        }
    }
}
