package workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One connected client: the blocks that wait for it, and the only thread that writes to it. */
final class Client implements Place {

    private final Registry registry;
    private final Thread writer;
    private final Duration heartbeat;
    private final BlockingQueue<byte[]> queue;
    private final AtomicInteger waiting = new AtomicInteger(); // bytes in the queue

    Client(Registry registry, Thread writer, Limits limits) {
        this.registry = registry;
        this.writer = writer;
        this.heartbeat = limits.heartbeat();
        this.queue = new ArrayBlockingQueue<>(limits.queue());
    }

    /**
     * Adds a block and never waits, so one client cannot hold up the others. A full queue means that the writer is that
     * many messages behind, mostly because it is stuck in a write. An interrupt ends the write, and with it the stream;
     * dropping a message instead would leave a gap that nobody sees.
     *
     * @return whether the client keeps up
     */
    boolean offer(byte[] block) {
        boolean room = waiting.addAndGet(block.length) <= Limits.BYTES && queue.offer(block);
        if (!room) {
            writer.interrupt();
        }
        return room;
    }

    /**
     * Writes what comes, and a heartbeat when nothing does: only a failing write shows that the client has gone. The
     * first heartbeat sends the headers. While more waits, the stream's own buffer gathers small blocks into one write.
     */
    @Override
    public void serve(OutputStream out) throws IOException, InterruptedException {
        try (out) {
            byte[] next = EventStream.heartbeat();
            while (true) {
                out.write(next);
                if (queue.isEmpty()) {
                    out.flush();
                }
                next = next();
            }
        }
    }

    /** The next block in the queue, or a heartbeat when none has come for an interval. */
    private byte[] next() throws InterruptedException {
        byte[] block = queue.poll(heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        if (block == null) {
            return EventStream.heartbeat();
        }
        waiting.addAndGet(-block.length);
        return block;
    }

    @Override
    public void close() {
        registry.leave(this);
    }
}
