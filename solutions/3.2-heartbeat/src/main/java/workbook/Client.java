package workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One connected client: the blocks that wait for it, and the thread that alone writes to it. */
final class Client {

    /** Messages that may wait for a slow reader. Without a bound, one that has stopped reading would fill the heap. */
    private static final int ROOM = 256;

    private final Thread writer;
    private final Duration interval;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(ROOM);

    Client(Thread writer, Duration interval) {
        this.writer = writer;
        this.interval = interval;
    }

    /**
     * Never waits, so one client cannot hold up the others. When the queue is full, the writer has been stuck in a write
     * for as many messages. An interrupt ends that write and closes the connection.
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
     * Writes what comes, and a heartbeat when nothing has come for an interval. The wait is the timer: it begins anew
     * with every write, nobody has to stop it, and it cannot write while an event is being written.
     *
     * <p>The first heartbeat comes at once, because it takes the headers along.
     */
    void writeTo(OutputStream out) throws IOException, InterruptedException {
        byte[] next = EventStream.heartbeat();
        while (true) {
            out.write(next);
            out.flush();
            byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
            next = event == null ? EventStream.heartbeat() : event;
        }
    }
}
