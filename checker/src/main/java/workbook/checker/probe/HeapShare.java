package workbook.checker.probe;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** A collection is asked for no more often than this, or a server that floods would keep the processor busy with it. */
    private static final Duration COLLECT_AGAIN = Duration.ofMillis(150);

    /** How long after a collection the references to what was collected may take to arrive. */
    private static final long ARRIVING_MS = 100;

    static final HeapShare OF_ALL = new HeapShare(Runtime.getRuntime().maxMemory() / 10 * OF_TEN);

    private final long room;
    private final AtomicLong kept = new AtomicLong();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private final Set<Owned> owned = ConcurrentHashMap.newKeySet();
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

    /** What one owner keeps, which is given back when the owner is collected. */
    private static final class Owned extends PhantomReference<Object> {

        private final AtomicLong own = new AtomicLong();

        Owned(Object owner, ReferenceQueue<Object> gone) {
            super(owner, gone);
        }
    }

    /** @param owner whose end gives back what was added */
    Account open(Object owner) {
        giveBack();
        Owned account = new Owned(owner, gone);
        owned.add(account);
        return new Account(this, account.own);
    }

    private void giveBack() {
        for (Reference<?> end = gone.poll(); end != null; end = gone.poll()) {
            giveBack(end);
        }
    }

    private void giveBack(Reference<?> end) {
        if (end instanceof Owned account && owned.remove(account)) {
            kept.addAndGet(-account.own.get());
        }
    }

    /** The bytes that are kept now by connections that somebody still refers to, or that are not yet collected. */
    long kept() {
        giveBack();
        return kept.get();
    }

    private boolean isFull() {
        return kept.get() > room && !collects();
    }

    /** Has connections that were let go collected; true if there is room then. */
    private synchronized boolean collects() {
        giveBack();
        long now = System.nanoTime();
        if (kept.get() > room && now - collected > COLLECT_AGAIN.toNanos()) {
            System.gc();
            awaitRoom();
            collected = System.nanoTime();
        }
        return kept.get() <= room
                || System.nanoTime() - collected < COLLECT_AGAIN.toNanos() && kept.get() < room + room / 4;
    }

    private void awaitRoom() {
        try {
            for (Reference<?> end = gone.remove(ARRIVING_MS);
                    end != null;
                    end = kept.get() > room ? gone.remove(ARRIVING_MS) : gone.poll()) {
                giveBack(end);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
