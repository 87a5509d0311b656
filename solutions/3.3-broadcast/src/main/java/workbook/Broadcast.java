package workbook;

import java.util.Optional;

/**
 * Sends every message to everyone who is connected. There are two ways to do it: {@link Registry} gives each client a
 * thread, {@link workbook.scaled.ScaledBroadcast} gives each core one.
 */
public interface Broadcast {

    /** A place for one more client; empty when all are taken. */
    Optional<? extends Place> join();

    /** Everyone who has joined gets these bytes, in the same order as all others. They may not change any more. */
    void publish(byte[] block) throws InterruptedException;

    /** How many places are taken. */
    int size();

    /** Ends the threads that are not those of the clients. */
    default void close() {}
}
