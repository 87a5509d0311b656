package workbook.checker.probe;

import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The part of this process's heap that all connections together may fill with what they keep, whatever task they belong
 * to. What a connection keeps counts until nobody refers to the connection any more.
 */
final class HeapShare {

    /** Of ten bytes of heap: as much again is needed for a moment to make a report of what was kept. */
    private static final int OF_TEN = 4;

    /** A connection that keeps less than this part is not the one to blame when all is full. */
    private static final int INNOCENT = 16;

    private static final Duration COLLECT_AGAIN = Duration.ofSeconds(1);
    private static final Duration COLLECTING = Duration.ofMillis(100);
    private static final Cleaner ENDS = Cleaner.create();

    static final HeapShare OF_ALL = new HeapShare(Runtime.getRuntime().maxMemory() / 10 * OF_TEN);

    private final long room;
    private final AtomicLong kept = new AtomicLong();
    private long collected = System.nanoTime() - COLLECT_AGAIN.toNanos();

    /** @param room in bytes */
    HeapShare(long room) {
        this.room = room;
    }

    /** What one connection keeps. Not safe for use by several threads at once. */
    static final class Account {

        private final HeapShare share;
        private final AtomicLong own;

        private Account(HeapShare share, AtomicLong own) {
            this.share = share;
            this.own = own;
        }

        void add(long bytes) {
            own.addAndGet(bytes);
            share.kept.addAndGet(bytes);
        }

        /** Whether this connection must keep no more, because all of them together keep too much. */
        boolean isFull() {
            return own.get() > share.room / INNOCENT && share.isFull();
        }
    }

    /** @param owner whose end gives back what was added */
    Account open(Object owner) {
        AtomicLong own = new AtomicLong();
        ENDS.register(owner, () -> kept.addAndGet(-own.get()));
        return new Account(this, own);
    }

    /** The bytes that are kept now by connections that somebody still refers to, or that are not yet collected. */
    long kept() {
        return kept.get();
    }

    private boolean isFull() {
        return kept.get() > room && !collects();
    }

    /** Gives the garbage collector a chance to find connections that are let go; true while it has that chance. */
    private synchronized boolean collects() {
        long now = System.nanoTime();
        if (now - collected > COLLECT_AGAIN.toNanos()) {
            System.gc();
            collected = System.nanoTime();
            return true;
        }
        return now - collected < COLLECTING.toNanos() && kept.get() < room + room / 4;
    }
}
