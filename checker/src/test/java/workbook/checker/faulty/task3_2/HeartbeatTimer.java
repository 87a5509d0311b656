package workbook.checker.faulty.task3_2;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.servers.HeartbeatServer;

/** Task 3.2 with one timer for all clients, which beats on its own clock, whether events flow or not. */
class HeartbeatTimer extends HeartbeatServer implements Standalone.Server {

    private final AtomicBoolean ticking = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();

    /** Those whose head is on its way: a heartbeat before it would be no answer of HTTP. */
    private final Set<Client> begun = ConcurrentHashMap.newKeySet();

    @Override
    protected void run(Client client) throws Exception {
        if (ticking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("timer").start(this::tick);
        }
        begun.add(client);
        try {
            while (true) {
                deliver(client, event(client.queue.take()));
            }
        } finally {
            begun.remove(client);
        }
    }

    void deliver(Client client, String block) {
        exclusively(() -> send(client, block));
    }

    private void tick() {
        try {
            while (true) {
                LockSupport.parkNanos(usual().toNanos());
                begun.forEach(this::beat);
            }
        } catch (UncheckedIOException end) {
            return;
        }
    }

    /** The handler of a client that has gone learns it by itself, with its next write; here nothing is done about it. */
    void beat(Client client) {
        try {
            exclusively(() -> client.reply.write(comment()));
        } catch (UncheckedIOException gone) {
            begun.remove(client);
            clients.remove(client);
        }
    }

    interface Write {
        void run() throws Exception;
    }

    void exclusively(Write write) {
        writing.lock();
        try {
            write.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            writing.unlock();
        }
    }
}
