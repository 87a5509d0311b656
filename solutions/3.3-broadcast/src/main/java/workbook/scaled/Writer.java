package workbook.scaled;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The work of a virtual thread that is on duty for a shard, until it is relieved. */
record Writer(Shard shard) implements Runnable {

    /** Virtual threads are not taken off the processor, so this is when one that has much to write lets others run. */
    private static final int IN_A_ROW = 32;

    /** Short enough to be no delay, and yet it frees the core. */
    private static final long MOMENT = 1; // nanosecond

    @Override
    public void run() {
        try {
            write(shard.first());
        } catch (InterruptedException e) {
            // The server has stopped.
        }
    }

    /** One write after the other, until there is no more for the calling thread. */
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
     * Both are needed where all cores are busy. While the thread is parked, the core is free for the platform thread that
     * sees which sockets have something to read; the yield lets the virtual threads run that it has woken. With the yield
     * alone, a request waits until everyone has the batch.
     */
    private static void letOthersRun() {
        LockSupport.parkNanos(MOMENT);
        Thread.yield();
    }
}
