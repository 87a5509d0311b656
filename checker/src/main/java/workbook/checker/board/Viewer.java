package workbook.checker.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One page that is open: what waits for it, and the thread that alone writes to it. */
final class Viewer {

    /** A page that has so much to read still has stood still for seconds. It comes back to a snapshot. */
    private static final int QUEUE = 1024;

    private static final int BATCH = 32 * 1024;

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Thread writer;
    private final Duration heartbeat;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE);

    Viewer(Thread writer, Duration heartbeat) {
        this.writer = writer;
        this.heartbeat = heartbeat;
    }

    /**
     * Never waits: one page cannot hold up the board. An interrupt ends the write that is stuck, and the connection.
     *
     * @return whether the page keeps up
     */
    boolean offer(byte[] block) {
        boolean room = queue.offer(block);
        if (!room) {
            writer.interrupt();
        }
        return room;
    }

    /** Writes what comes, and a comment where nothing does: only a write that fails tells that the page has gone. */
    void writeTo(OutputStream out, byte[] beginning) throws IOException, InterruptedException {
        byte[] next = beginning;
        while (true) {
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
        ByteArrayOutputStream batch = new ByteArrayOutputStream(2 * first.length);
        batch.writeBytes(first);
        for (byte[] more = queue.peek(); more != null && batch.size() + more.length <= BATCH; more = queue.peek()) {
            batch.writeBytes(queue.remove());
        }
        return batch.toByteArray();
    }
}
