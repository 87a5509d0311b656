package workbook.checker.faulty.task3_3;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The sins against a broadcast that take more than a few lines. */
final class FaultyBroadcasts {

    private FaultyBroadcasts() {}

    /** Publishers overtake each other: of two at the same time, one goes through the clients from the end. */
    static final class Unordered extends BroadcastServer {

        private final AtomicInteger posting = new AtomicInteger();

        @Override
        void publish(String message) throws Exception {
            boolean crowd = posting.incrementAndGet() > 1;
            List<Client> round;
            lock.lock();
            try {
                round = new ArrayList<>(clients);
            } finally {
                lock.unlock();
            }
            if (crowd) {
                Collections.reverse(round);
            }
            for (Client client : round) {
                deliver(client, block(message));
                if (posting.get() > 1) {
                    LockSupport.parkNanos(1000);
                }
            }
            posting.decrementAndGet();
        }
    }

    /** Two threads write into each stream, and what was posted in a crowd is written in two parts. */
    static final class Interleaved extends BroadcastServer {

        private static final String IN_PARTS = "\u0000";

        private final AtomicInteger posting = new AtomicInteger();

        @Override
        void publish(String message) throws Exception {
            boolean crowd = posting.incrementAndGet() > 2;
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            super.publish(crowd ? IN_PARTS + message : message);
            posting.decrementAndGet();
        }

        @Override
        void stream(Client client) throws Exception {
            Thread.ofVirtual().start(() -> {
                try {
                    super.stream(client);
                } catch (Exception gone) {
                    leave(client);
                }
            });
            super.stream(client);
        }

        @Override
        void write(Client client, String block) {
            String whole = block.replace(IN_PARTS, "");
            int cut = whole.equals(block) ? whole.length() : whole.length() / 2;
            chunk(client, whole.substring(0, cut));
            if (cut < whole.length()) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                chunk(client, whole.substring(cut));
            }
        }

        /** In one piece, so that it is the event that breaks, and not HTTP. */
        private static void chunk(Client client, String part) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] chunk = Arrays.copyOf(size, size.length + bytes.length + 2);
            System.arraycopy(bytes, 0, chunk, size.length, bytes.length);
            chunk[chunk.length - 2] = '\r';
            chunk[chunk.length - 1] = '\n';
            client.reply().raw(chunk);
        }
    }

    /** The loop over the clients does not survive one whose stream is broken. */
    static final class Brittle extends BroadcastServer {

        private final Set<Client> dead = ConcurrentHashMap.newKeySet();

        @Override
        void publish(String message) throws Exception {
            try {
                super.publish(message);
            } catch (IllegalStateException broken) {
                return;
            }
        }

        @Override
        void deliver(Client client, String block) throws Exception {
            if (dead.contains(client)) {
                super.leave(client);
                throw new IllegalStateException("broken stream");
            }
            super.deliver(client, block);
        }

        @Override
        void leave(Client client) {
            dead.add(client);
        }

        @Override
        int connected() {
            lock.lock();
            try {
                return (int) clients.stream()
                        .filter(client -> !dead.contains(client))
                        .count();
            } finally {
                lock.unlock();
            }
        }

        @Override
        boolean join(Client client) {
            lock.lock();
            try {
                clients.removeIf(dead::contains);
                return super.join(client);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Counts places apart from clients, and counts wrong when one leaves. */
    static final class Tickets extends BroadcastServer {

        private final int back;
        private final AtomicInteger taken = new AtomicInteger();

        Tickets(int back) {
            this.back = back;
        }

        @Override
        boolean join(Client client) {
            lock.lock();
            try {
                return taken.get() < places && taken.incrementAndGet() > 0 && clients.add(client);
            } finally {
                lock.unlock();
            }
        }

        @Override
        void leave(Client client) {
            super.leave(client);
            taken.addAndGet(-back);
        }
    }
}
