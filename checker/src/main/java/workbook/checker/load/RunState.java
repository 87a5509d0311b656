package workbook.checker.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
    private volatile boolean stopped;

    /** How many events each sender has issued. */
    private final AtomicIntegerArray issued;

    RunState(Plan plan, String run) {
        this.plan = plan;
        this.marker = new Marker(run, plan.size());
        this.issued = new AtomicIntegerArray(plan.senders());
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
        issued.set(sender(number), turn(number) + 1);
    }

    /** How many events all senders have issued. */
    int issued() {
        int all = 0;
        for (int sender = 0; sender < senders(); sender++) {
            all += issued(sender);
        }
        return all;
    }

    int issued(int sender) {
        return issued.get(sender);
    }

    int senders() {
        return issued.length();
    }

    /** The number of an event: those of all senders take turns. */
    int number(int sender, int turn) {
        return turn * senders() + sender;
    }

    int sender(int number) {
        return number % senders();
    }

    /** How many events the same sender has issued before. */
    int turn(int number) {
        return number / senders();
    }

    /** Says that the server did not accept this event, so that no client need get it. */
    void refuse(int number) {
        refused.add(number);
        window.skip(number);
    }

    boolean accepted(int number) {
        return refused.isEmpty() || !refused.contains(number);
    }

    /** The turn of the last event of a sender that must arrive; -1 where no event must. */
    int last(int sender) {
        int last = issued(sender) - 1;
        while (last >= 0 && !accepted(number(sender, last))) {
            last--;
        }
        return last;
    }
}
