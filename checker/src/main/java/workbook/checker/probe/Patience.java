package workbook.checker.probe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import workbook.checker.server.MachinePace;
import workbook.checker.workbook.Clock;

/**
 * How long the checks of one task wait for what may never come. It is measured: by how busy the machine is now, by how long
 * this server took for its answers so far, and by how far away it is. What a check has waited in vain counts, too: a server
 * that owes one answer after another is not waited for again and again.
 *
 * <p>For use by several threads.
 */
public final class Patience implements WaitBudget {

    /** An answer may take so many times as long as the usual one of this server, up to {@link #MOST}. */
    private static final int USUAL_ANSWERS = 10;

    /** How many times the patience without any measurement a server can earn by being slow. */
    private static final int MOST = 2;

    /** How many answers are remembered. */
    private static final int REMEMBERED = 50;

    /** So many answers say how far away a server is: one or two may be slow for many reasons. */
    private static final int ENOUGH = 8;

    /** A round trip that is shorter is time of the machine and not of the line. */
    private static final Duration NEAR = Duration.ofMillis(100);

    private static final Duration FAR = Duration.ofSeconds(2);

    /** How long a check still waits for each thing when its patience is used up. */
    private static final Duration IMPATIENT = Duration.ofMillis(250);

    /** What one check may wait in vain, in halves of an answer: the second wait in vain is the last whole one. */
    private static final int HALF_ANSWERS = 3;

    /** On the real clock a single wait is for longer than the patience of a check on the fast one. */
    private static final int REAL = 8;

    /** How many times the slack of a quick start a slow one may have. */
    private static final double LATE = 2;

    private static final Duration DEBUG = Duration.ofHours(1);

    private final GradingOptions options;
    private final Supplier<MachinePace> start;
    private final Deque<Duration> answers = new ArrayDeque<>();
    private Duration nearest = FAR;
    private long wasted;
    private long wastedUntil = System.nanoTime();

    /** @param start the pace of the machine when the server under test started */
    public Patience(GradingOptions options, Supplier<MachinePace> start) {
        this.options = options;
        this.start = start;
    }

    /** Limit for an answer that a server can give at once. */
    public Duration answer() {
        if (options.debug()) {
            return DEBUG;
        }
        Duration known = options.knobs().answer();
        Duration earned = usual().multipliedBy(USUAL_ANSWERS);
        Duration most = known.multipliedBy(MOST - 1);
        return MachinePace.now()
                .stretch(known.plus(earned.compareTo(most) < 0 ? earned : most))
                .plus(roundTrip().multipliedBy(4));
    }

    /** Limit for a page to react to what came, or to a click. */
    public Duration react() {
        return options.debug()
                ? DEBUG
                : MachinePace.now().stretch(options.knobs().answer());
    }

    /** A limit that a quiet machine is known to keep, as long as this machine needs now. */
    public Duration stretch(Duration limit) {
        return MachinePace.now().stretch(limit);
    }

    /**
     * What is added to a limit of time that is judged. It grows with the time that this server took to start and not with
     * the load, which comes and goes: a band that grows hides what is judged, and on a busy machine a second look helps.
     */
    public Duration slack() {
        return start.get().atMost(LATE).stretch(options.knobs().slack()).plus(roundTrip());
    }

    /** From a request to its answer, as far as the line is to blame: the quickest of many answers so far. */
    public synchronized Duration roundTrip() {
        boolean far = !(options.target() instanceof Target.Folder)
                && answers.size() >= ENOUGH
                && nearest.compareTo(MachinePace.now().stretch(NEAR)) > 0;
        return far ? nearest : Duration.ZERO;
    }

    /** From a request to its answer: the time in the middle of all. */
    public synchronized Duration usual() {
        if (answers.isEmpty()) {
            return Duration.ZERO;
        }
        List<Duration> sorted = answers.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    @Override
    public synchronized void answered(Duration took) {
        nearest = took.compareTo(nearest) < 0 ? took : nearest;
        answers.addLast(took);
        if (answers.size() > REMEMBERED) {
            answers.removeFirst();
        }
    }

    /** A new check begins, with all its patience. */
    public synchronized void renew() {
        wasted = 0;
    }

    /** As much of a wait as is left to this check. */
    @Override
    public Duration limit(Duration asked) {
        Duration least = MachinePace.now().stretch(IMPATIENT).plus(roundTrip().multipliedBy(2));
        return isUsedUp() && least.compareTo(asked) < 0 ? least : asked;
    }

    /** Notes a wait that ended at its limit. Waits side by side count once. */
    @Override
    public void inVain(long begun, long ended) {
        if (ended - begun < slack().multipliedBy(2).toNanos()) {
            return; // that is how long one looks whether something more comes
        }
        synchronized (this) {
            wasted += ended - Math.max(begun, Math.min(wastedUntil, ended));
            wastedUntil = ended;
        }
    }

    /** How long this check has waited for what did not come. */
    public synchronized Duration wasted() {
        return Duration.ofNanos(wasted);
    }

    private boolean isUsedUp() {
        return !options.debug() && wasted().compareTo(ofCheck()) > 0;
    }

    private Duration ofCheck() {
        Duration all = options.knobs().answer().multipliedBy(HALF_ANSWERS).dividedBy(2);
        return MachinePace.now().stretch(options.clock() == Clock.FAST ? all : all.multipliedBy(REAL));
    }
}
