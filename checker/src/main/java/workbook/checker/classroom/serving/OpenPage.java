package workbook.checker.classroom.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page that is connected: the blocks that wait for it, and the only thread that writes to it. */
final class OpenPage {

    /**
     * How many blocks may wait. A page this far behind has not read for seconds, and gets a snapshot when it comes
     * back.
     */
    private static final int QUEUE = 1024;

    /** How many bytes they may have together: a bound without bytes is no bound. */
    private static final int BYTES = 4 << 20;

    private static final int BATCH = 32 * 1024;

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** Marks the end of the queue. Compared by identity. */
    private static final byte[] END = new byte[0];

    private final Thread writer;
    private final Duration heartbeat;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicInteger waiting = new AtomicInteger(); // bytes in the queue

    OpenPage(Thread writer, Duration heartbeat) {
        this.writer = writer;
        this.heartbeat = heartbeat;
    }

    /**
     * Adds a block and never waits, so one page cannot hold up the server. When the queue is full, an interrupt ends
     * the write that is stuck, and the connection.
     *
     * @return whether the page keeps up
     */
    boolean offer(byte[] block) {
        boolean room = waiting.addAndGet(block.length) <= BYTES && queue.offer(block);
        if (!room) {
            writer.interrupt();
        }
        return room;
    }

    /** Ends the stream after everything that waits, with a last block. */
    void end(byte[] goodbye) {
        if (offer(goodbye)) {
            offer(END);
        }
    }

    /**
     * Writes what comes, and a comment where nothing does: only a failing write shows that the page has gone. Returns
     * when the stream is to end.
     */
    void writeTo(OutputStream out, byte[] beginning) throws IOException, InterruptedException {
        byte[] next = beginning;
        while (next != END) {
            out.write(next);
            out.flush();
            next = next();
        }
    }

    private byte[] next() throws InterruptedException {
        byte[] first = queue.poll(heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return HEARTBEAT;
        }
        waiting.addAndGet(-first.length);
        if (first == END) {
            return END;
        }
        ByteArrayOutputStream batch = new ByteArrayOutputStream(2 * first.length);
        batch.writeBytes(first);
        for (byte[] more = queue.peek(); fits(batch, more); more = queue.peek()) {
            batch.writeBytes(queue.remove());
            waiting.addAndGet(-more.length);
        }
        return batch.toByteArray();
    }

    private static boolean fits(ByteArrayOutputStream batch, byte[] more) {
        return more != null && more != END && batch.size() + more.length <= BATCH;
    }
}
