package workbook.checker.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The state of a run that its threads share. */
final class RunState {

    /** The stages of a run, in their order; none is entered twice. */
    enum Stage {
        CONNECTING,
        RUNNING,
        SETTLING,
        OVER
    }

    final Plan plan;
    final Marker marker;
    final SendWindow window;
    final long origin = System.nanoTime();

    /** Connections that are known to listen, or not to. */
    final AtomicInteger decided = new AtomicInteger();

    /** Clients that stay and are connected. */
    final AtomicInteger listening = new AtomicInteger();

    final LongAdder deliveries = new LongAdder();

    /** How often a client was told that it has missed something. */
    final LongAdder resets = new LongAdder();

    /** How often a tenth of the clients was told to leave. */
    final AtomicInteger departures = new AtomicInteger();

    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private volatile Stage stage = Stage.CONNECTING;
    private volatile long begun;
    private volatile int issued;
    private volatile boolean stopped;

    RunState(Plan plan, String run) {
        this.plan = plan;
        this.marker = new Marker(run, plan.size());
        this.window = SendWindow.of(plan.rate(), listening);
    }

    Stage stage() {
        return stage;
    }

    void enter(Stage next) {
        stage = next;
    }

    /** Ends the run early, as its user asked. */
    void stop() {
        stopped = true;
        window.open();
    }

    boolean stopped() {
        return stopped;
    }

    /** Says that the first event is about to be posted. */
    void begin() {
        begun = System.nanoTime();
    }

    /** When the first event was posted, by {@link System#nanoTime()}. */
    long begun() {
        return begun;
    }

    /** Says that this event is about to be posted: it may arrive before the post is answered. */
    void issue(int number) {
        issued = number + 1;
    }

    int issued() {
        return issued;
    }

    /** Says that the server did not accept this event, so that no client need get it. */
    void refuse(int number) {
        refused.add(number);
        window.skip(number);
    }

    boolean accepted(int number) {
        return refused.isEmpty() || !refused.contains(number);
    }

    /** The number of the last event that must arrive; -1 where no event must. */
    int last() {
        int last = issued - 1;
        while (last >= 0 && !accepted(last)) {
            last--;
        }
        return last;
    }
}
