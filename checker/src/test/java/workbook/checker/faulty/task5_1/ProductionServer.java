package workbook.checker.faulty.task5_1;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.servers.HeartbeatServer;
import workbook.checker.faulty.servers.ReplayServer;
import workbook.checker.scripted.Request;

/** Task 5.1 done right, in parts, for a process of its own. A faulty server overrides the part in which it sins. */
class ProductionServer extends ReplayServer implements Standalone.Ending {

    final AtomicInteger streams = new AtomicInteger();
    volatile boolean closed;

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        if (refuses(request)) {
            refuse(reply);
        } else {
            super.answer(request, reply);
        }
    }

    boolean refuses(Request request) {
        return closed;
    }

    void refuse(Reply reply) {
        reply.json(503, "{\"error\": \"stopping\"}").cut();
    }

    @Override
    public void shutdown() {
        close();
        awaitStreams(grace());
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Duration grace() {
        return Duration.parse(setting("SERVER_SHUTDOWN_GRACE_PERIOD", "PT0.5S"));
    }

    void awaitStreams(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (streams.get() > 0 && System.nanoTime() < deadline) {
            park();
        }
    }

    static void park() {
        try {
            new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void head(Reply reply) {
        super.head(reply.smallBuffer());
    }

    @Override
    protected void stream(long from, Reply reply) throws Exception {
        streams.incrementAndGet();
        try {
            long place = from;
            for (boolean last = false; !last; ) {
                last = closed;
                List<Message> messages = awaitAfter(place);
                if (missed(place, messages)) {
                    reply.write(reset(messages));
                } else if (messages.isEmpty() && !closed) {
                    reply.write(heartbeat());
                }
                for (Message message : messages) {
                    send(reply, message);
                    place = message.number();
                }
                place = Math.max(0, place);
                last &= messages.isEmpty();
            }
            end(reply);
        } finally {
            streams.decrementAndGet();
        }
    }

    @Override
    protected List<Message> awaitAfter(long place) throws InterruptedException {
        lock.lock();
        try {
            long left = HeartbeatServer.usual().toNanos();
            while (place >= 0 && behind(place).isEmpty() && !closed && left > 0) {
                left = published.awaitNanos(left);
            }
            return behind(place);
        } finally {
            lock.unlock();
        }
    }

    List<Message> behind(long place) {
        return buffer.stream().filter(message -> message.number() > place).toList();
    }

    String heartbeat() {
        return ": heartbeat\n\n";
    }

    void end(Reply reply) {
        reply.write(bye());
        reply.end();
    }

    String bye() {
        long pause = ThreadLocalRandom.current().nextLong(150, 301);
        return "event: bye\nretry: " + pause + "\ndata: back soon\n\n";
    }
}
