package workbook;

import java.util.Optional;

/**
 * Sends every message to everyone who is connected. There are two ways to do it: {@link Registry} gives each client a
 * thread, {@link workbook.scaled.ScaledBroadcast} gives each core one.
 */
public interface Broadcast {

    /** A place for one more client; empty when all are taken. */
    Optional<? extends Place> join();

    /** Sends these bytes to every client that has joined, in the same order to all. The array must not change. */
    void publish(byte[] block) throws InterruptedException;

    /** How many places are taken. */
    int size();

    /** Ends the threads that belong to no client. */
    default void close() {}
}
