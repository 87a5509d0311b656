package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.text.Text;

/**
 * A program that writes without pause, and a viewer that is cut and comes back, again and again. Put end to end, its
 * connections must have brought every line once and in order.
 */
final class LogSeam {

    private static final int CUTS = 60;
    private static final int AHEAD = 200;

    /** A program that stood still in the moment of the seam would hide it, so it never waits longer than this. */
    private static final long PACE_MS = 2;

    private static final Text CAUSE = text(
            "a viewer that comes back is given old lines from one source and new ones from another, and they do not meet: let one question answer both, what follows this offset",
            "回来的查看者，旧行和新行来自两个地方，中间没有接上：应当只问一个问题——这个偏移量之后是什么");

    private final FollowedLog log;
    private final LogViewer viewer;
    private final AtomicBoolean done = new AtomicBoolean();

    /** Lets the file grow no further than a little ahead of the viewer, so that it lives in the seam. */
    private final Semaphore ahead = new Semaphore(AHEAD);

    /** Lines that were written without a permit of the viewer. */
    private final AtomicInteger owed = new AtomicInteger();

    private int due;

    private LogSeam(FollowedLog log) {
        this.log = log;
        this.viewer = LogViewer.join(log);
    }

    static void require(FollowedLog log) {
        LogSeam seam = new LogSeam(log);
        seam.viewer.requireNext(log.last(FollowedLog.BACKLOG));
        seam.viewer.requireNext(log.append(1)); // from here on it has an id
        seam.due = log.lines().size();
        log.server().atOnce(2, n -> n == 0 ? seam.write() : seam.read());
        List<String> all = log.lines();
        seam.viewer.requireNext(all.subList(seam.due, all.size()), CAUSE);
    }

    private Void write() {
        while (!done.get()) {
            if (!mayGoOn()) {
                owed.incrementAndGet();
            }
            log.append(1);
        }
        return null;
    }

    private boolean mayGoOn() {
        try {
            return ahead.tryAcquire(PACE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Void read() {
        try {
            for (int cut = 0; cut < CUTS; cut++) {
                viewer.now().awaitEvents(cut % 4, viewer.probe().answer());
                compare(cut % 2 == 0 ? viewer.cut() : viewer.leave());
                viewer.comeBack();
            }
            return null;
        } finally {
            done.set(true);
        }
    }

    private void compare(LogViewer left) {
        int got = left.lines().size() - left.seen();
        List<String> all = log.lines();
        new ReceivedLog(left, all.subList(due, Math.min(all.size(), due + got)), CAUSE).requireFrom(left.seen());
        due += got;
        int paid = Math.min(got, owed.get());
        owed.addAndGet(-paid);
        ahead.release(got - paid);
    }
}
