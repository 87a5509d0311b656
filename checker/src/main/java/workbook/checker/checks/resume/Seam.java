package workbook.checker.checks.resume;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import workbook.checker.probe.Connection;

/**
 * A writer that posts without pause, and a client that is cut and comes back, again and again. Put end to end, its
 * connections must have brought every message once and in order.
 */
public final class Seam {

    /** Over a long line a cut costs a second, and while it lasts the writer posts twice. */
    private static final int FAR_CUTS = 10;

    private final Channel channel;
    private final int cuts;
    private final Reader reader;
    private final AtomicBoolean done = new AtomicBoolean();

    /** The writer waits here when the reader is half a buffer behind: what is evicted would be no fault of the seam. */
    private final Semaphore ahead;

    private Seam(Channel channel, int cuts) {
        this.channel = channel;
        this.cuts = cuts;
        this.reader = Reader.join(channel);
        this.ahead = new Semaphore(channel.room() / 2);
    }

    public static void require(Channel channel, int cuts) {
        int before = channel.all().size();
        boolean near = channel.probe().patience().roundTrip().isZero();
        Seam seam = new Seam(channel, near ? cuts : Math.min(cuts, FAR_CUTS));
        // Without an id a client that is cut has nothing to come back with, and may miss what it likes.
        Delivery.require(channel, seam.reader, channel.post(1));
        channel.probe().atOnce(2, n -> n == 0 ? seam.write() : seam.read());
        List<Posted> all = channel.all();
        seam.reader.await(all.getLast(), channel.probe().answer());
        seam.requireWhole(all.subList(before, all.size()), all);
    }

    private Void write() {
        try {
            do {
                ahead.acquireUninterruptibly();
                channel.post();
            } while (!done.get());
            return null;
        } finally {
            done.set(true);
        }
    }

    private Void read() {
        try {
            for (int cut = 0; cut < cuts && !done.get(); cut++) {
                int events = cut % 4; // with 0 it is cut in the midst of the replay, or before
                if (!reader.await(events)) {
                    break; // what is missing is named when all is compared
                }
                Reader left = cut % 2 == 0 ? reader.cut() : reader.leave();
                ahead.release(left.now().eventCount());
                reader.comeBack();
            }
            return null;
        } finally {
            done.set(true);
            ahead.release(cuts);
        }
    }

    private void requireWhole(List<Posted> wanted, List<Posted> known) {
        int due = 0;
        for (Connection connection : reader.connections()) {
            boolean last = connection == reader.now();
            int end = last ? wanted.size() : Math.min(wanted.size(), due + connection.eventCount());
            Delivery.of(reader, connection, wanted.subList(due, end), known).requireFrom(0);
            due = end;
        }
    }
}
