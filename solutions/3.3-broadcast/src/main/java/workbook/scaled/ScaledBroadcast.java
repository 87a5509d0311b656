package workbook.scaled;

import io.helidon.webserver.CloseConnectionException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import workbook.Broadcast;
import workbook.Limits;
import workbook.Place;

/**
 * Gives each core one writer, which writes to its share of the clients in turn. The threads of the requests only wait
 * for the end.
 */
public final class ScaledBroadcast implements Broadcast {

    /** How long a stuck writer can hold up the other clients before it is relieved. */
    private static final Duration LOOK = Duration.ofMillis(1);

    private final Limits limits;
    private final Semaphore places;
    private final Log log;
    private final Thread watch =
            Thread.ofPlatform().daemon().name("broadcast-watch").unstarted(this::watch);
    private final List<Shard> shards;

    private ScaledBroadcast(Limits limits, byte[] comment) {
        this.limits = limits;
        places = new Semaphore(limits.maxClients());
        log = new Log(limits.queue());
        shards = Stream.generate(() -> new Shard(log, limits.heartbeat(), comment, watch))
                .limit(Runtime.getRuntime().availableProcessors())
                .toList();
    }

    /** @param comment a block that means nothing and may be written to a client at any time */
    public static ScaledBroadcast start(Limits limits, byte[] comment) {
        ScaledBroadcast broadcast = new ScaledBroadcast(limits, comment);
        broadcast.shards.forEach(Shard::start);
        broadcast.watch.start();
        return broadcast;
    }

    @Override
    public Optional<Place> join() {
        return places.tryAcquire() ? Optional.of(new Seat()) : Optional.empty();
    }

    @Override
    public void publish(byte[] block) throws InterruptedException {
        log.append(block, this::oldest);
        shards.forEach(Shard::wake);
    }

    private long oldest(long going) {
        return shards.stream().mapToLong(shard -> shard.oldest(going)).min().orElseThrow();
    }

    @Override
    public int size() {
        return limits.maxClients() - places.availablePermits();
    }

    /**
     * Relieves writers that are stuck; sleeps while none writes. Not a virtual thread: it must get a processor even
     * when all writers want one.
     */
    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            shards.forEach(Shard::relieve);
            if (shards.stream().anyMatch(Shard::isBusy)) {
                LockSupport.parkNanos(LOOK.toNanos());
            } else {
                LockSupport.park();
            }
        }
    }

    @Override
    public void close() {
        watch.interrupt();
        shards.forEach(Shard::close);
    }

    private final class Seat implements Place {

        @Override
        public void serve(OutputStream out) {
            Shard shard = Collections.min(shards, Comparator.comparingInt(Shard::size));
            Listener listener = new Listener(out);
            boolean quiet;
            try {
                new Writer(shard).write(shard.welcome(listener));
                new CountDownLatch(1).await(); // only an interrupt ends it
            } catch (InterruptedException e) {
                // The client has gone, or it was too slow, or the server is stopping.
            } finally {
                quiet = shard.leave(listener);
            }
            if (!quiet) { // a writer may still be in the stream: Helidon must close the connection instead
                throw new CloseConnectionException("the client has gone or was too slow");
            }
        }

        @Override
        public void close() {
            places.release();
        }
    }
}
