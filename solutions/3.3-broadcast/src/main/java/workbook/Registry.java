package workbook;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The connected clients.
 *
 * <p>One lock gives every client the same order of messages, lets the last free place be taken only once, and makes the
 * count exact. Nothing that can block is done while it is held, least of all a write to a socket.
 */
final class Registry implements Broadcast {

    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Client> clients = new HashSet<>();

    Registry(Limits limits) {
        this.limits = limits;
    }

    /** Takes a place for the client that the calling thread serves. */
    @Override
    public Optional<Client> join() {
        return locked(() -> {
            if (clients.size() >= limits.maxClients()) {
                return Optional.empty();
            }
            Client client = new Client(this, Thread.currentThread(), limits);
            clients.add(client);
            return Optional.of(client);
        });
    }

    /** Frees the place, if the client still has it. */
    void leave(Client client) {
        locked(() -> clients.remove(client));
    }

    /** Puts the same bytes into every queue. A client whose queue is full loses its place at once. */
    @Override
    public void publish(byte[] block) {
        locked(() -> clients.removeIf(client -> !client.offer(block)));
    }

    @Override
    public int size() {
        return locked(clients::size);
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
