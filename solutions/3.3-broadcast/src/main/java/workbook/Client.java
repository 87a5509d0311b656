package workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One connected client: the blocks that wait for it, and the thread that alone writes to it. */
final class Client implements Place {

    /** Enough to gather many small messages into one write. Larger ones are written as they are, without a copy. */
    private static final int BATCH = 16 * 1024;

    private final Registry registry;
    private final Thread writer;
    private final Duration heartbeat;
    private final BlockingQueue<byte[]> queue;

    Client(Registry registry, Thread writer, Limits limits) {
        this.registry = registry;
        this.writer = writer;
        this.heartbeat = limits.heartbeat();
        this.queue = new ArrayBlockingQueue<>(limits.queue());
    }

    /**
     * Never waits, so one client cannot hold up the others. When the queue is full, the writer has been stuck in a write
     * for as many messages. An interrupt ends that write and closes the connection; leaving out a message instead would
     * be a hole that nobody sees.
     *
     * @return whether the client keeps up
     */
    boolean offer(byte[] block) {
        boolean room = queue.offer(block);
        if (!room) {
            writer.interrupt();
        }
        return room;
    }

    /**
     * Writes what comes, and a heartbeat when nothing does: only a write that fails tells that the client has gone. The
     * first one sends the headers.
     */
    @Override
    public void serve(OutputStream out) throws IOException, InterruptedException {
        try (out) {
            byte[] next = EventStream.heartbeat();
            while (true) {
                out.write(next);
                out.flush();
                next = next();
            }
        }
    }

    /** What waits in the queue, in one piece as far as it fits. */
    private byte[] next() throws InterruptedException {
        byte[] first = queue.poll(heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return EventStream.heartbeat();
        }
        return queue.isEmpty() ? first : gather(first);
    }

    private byte[] gather(byte[] first) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream(2 * first.length);
        batch.writeBytes(first);
        for (byte[] more = queue.peek(); fits(batch, more); more = queue.peek()) {
            batch.writeBytes(queue.remove());
        }
        return batch.toByteArray();
    }

    @Override
    public void close() {
        registry.leave(this);
    }

    private static boolean fits(ByteArrayOutputStream batch, byte[] more) {
        return more != null && batch.size() + more.length <= BATCH;
    }
}
