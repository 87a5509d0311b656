package workbook;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The connected clients.
 *
 * <p>One lock gives every client the same messages in the same order. Nothing that can block is done while it is held,
 * least of all a write to a socket.
 */
final class Registry {

    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Client> clients = new HashSet<>();
    private long lastId;

    Registry(Duration interval) {
        this.interval = interval;
    }

    /** Adds the client that the calling thread serves. */
    Client join() {
        Client client = new Client(Thread.currentThread(), interval);
        locked(() -> clients.add(client));
        return client;
    }

    void leave(Client client) {
        locked(() -> clients.remove(client));
    }

    /** Puts a message into every queue, and returns its id. A client whose queue is full is dropped. */
    String publish(String text) {
        return locked(() -> {
            String id = Long.toString(++lastId);
            byte[] block = EventStream.message(id, text);
            clients.removeIf(client -> !client.offer(block));
            return id;
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
