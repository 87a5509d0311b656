package workbook.peers;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The clients of 3.2 and 3.3, each with a bounded queue, whichever library writes to them. */
final class Subscribers {

    /** A stream of whichever library. */
    interface Stream {
        void event(String data) throws IOException;

        void comment(String text) throws IOException;

        /** Ends the stream, even while another thread is stuck in a write. */
        void end();
    }

    private final Set<Subscriber> all = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(Contract.PLACES);

    /** One client. */
    final class Subscriber {
        private final CompletableFuture<Stream> stream = new CompletableFuture<>();
        private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(Contract.QUEUE);
        private volatile boolean gone;

        /** Sends what comes, until the client has left or its queue is full. */
        void run(Stream stream) {
            this.stream.complete(stream);
            try {
                stream.comment("hello");
                while (!gone) {
                    String data = waiting.poll(Contract.HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    if (data == null) {
                        stream.comment("heartbeat");
                    } else {
                        stream.event(data);
                    }
                }
            } catch (IOException | RuntimeException | InterruptedException left) {
                // The client is removed below, whatever the reason.
            } finally {
                leave();
            }
        }

        private void offer(String data) {
            if (!waiting.offer(data)) {
                leave();
            }
        }

        void leave() {
            gone = true;
            if (all.remove(this)) {
                places.release();
                stream.thenAcceptAsync(Stream::end, Thread::startVirtualThread); // ending it may wait for the write that is stuck
            }
        }
    }

    /** Takes a place for a stream that will be added; false if there is none. */
    boolean take() {
        return places.tryAcquire();
    }

    int count() {
        return all.size();
    }

    /** Adds a client, for which messages are kept from now on. */
    Subscriber add() {
        Subscriber subscriber = new Subscriber();
        all.add(subscriber);
        return subscriber;
    }

    synchronized void publish(String data) {
        all.forEach(subscriber -> subscriber.offer(data));
    }
}
