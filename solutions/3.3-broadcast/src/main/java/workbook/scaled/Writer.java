package workbook.scaled;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The work of a virtual thread that is on duty for a shard, until it is relieved. */
record Writer(Shard shard) implements Runnable {

    /** Writes in a row before the thread lets others run: a virtual thread is never preempted. */
    private static final int IN_A_ROW = 32;

    /** A pause too short to be a delay, and yet it frees the core. */
    private static final long MOMENT = 1; // nanosecond

    @Override
    public void run() {
        try {
            write(shard.first());
        } catch (InterruptedException e) {
            // The server has stopped.
        }
    }

    /** Writes turn after turn, until there is none left for the calling thread. */
    void write(Optional<Turn> first) throws InterruptedException {
        Optional<Turn> turn = first;
        for (int writes = 1; turn.isPresent(); writes++) {
            turn = shard.next(turn.get(), turn.get().write());
            if (writes % IN_A_ROW == 0) {
                letOthersRun();
            }
        }
    }

    /**
     * Parks and yields; both are needed where all cores are busy. While the thread is parked, the core is free for the
     * platform thread that sees which sockets can be read; the yield then lets the virtual threads run that it has
     * woken. With the yield alone, a request waits until every listener has the batch.
     */
    private static void letOthersRun() {
        LockSupport.parkNanos(MOMENT);
        Thread.yield();
    }
}
