package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import workbook.checker.text.Text;

/**
 * A sender. It posts its events one after another, in order: the next one is not posted before the last one was answered, so
 * they have one order at all nodes. The only sender posts to each node in turn; where there are several, each has a node. An
 * event that is late because the server was slow with those before it keeps the moment at which it was due, so that the delay
 * shows in the latency ("coordinated omission").
 */
final class Poster implements Runnable {

    private static final int MOST_FAILURES = 3;

    private final RunState run;
    private final int sender;
    private final List<PostConnection> connections;
    private final StreamFaults faults = new StreamFaults();
    private long begun;
    private long ended;
    private int posted;
    private int late;
    private int failures;
    private int refused;
    private Optional<Text> unusable = Optional.empty();

    /** @param sender its number among those of the run */
    Poster(RunState run, int sender, List<InetSocketAddress> places) {
        this.run = run;
        this.sender = sender;
        this.connections = places.stream()
                .map(place -> new PostConnection(place, run.plan.patience()))
                .toList();
    }

    @Override
    public void run() {
        begun = run.begun();
        try {
            int turn = 0;
            while (turn < most() && awaitTurn(turn)) {
                post(turn++);
                if (gaveUp() || unusable.isPresent()) {
                    break;
                }
            }
            ended = System.nanoTime();
            late = failures == 0 ? late(turn) : 0;
        } finally {
            cancel();
        }
    }

    /** The most events that this sender posts. */
    private int most() {
        return run.plan.events().isPresent()
                ? Math.ceilDiv(run.plan.events().getAsInt() - sender, run.senders())
                : Integer.MAX_VALUE;
    }

    /** Waits for the moment of an event. Returns whether there is still time for it. */
    private boolean awaitTurn(int turn) {
        long end = begun + run.plan.duration().toNanos();
        switch (run.plan.rate()) {
            case Plan.PerSecond every -> {
                long due = due(turn, every);
                while (due > System.nanoTime() && due < end && !run.stopped()) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                return due < end && System.nanoTime() < end && !run.stopped();
            }
            case Plan.AsTheyArrive window -> {
                return run.window.awaitRoom(turn, run.plan.patience())
                        && System.nanoTime() < end
                        && !run.stopped()
                        && run.listening.get() > 0;
            }
        }
    }

    private long due(int turn, Plan.PerSecond every) {
        return begun + (long) (turn * (TimeUnit.SECONDS.toNanos(1) / every.events()));
    }

    private void post(int turn) {
        long due = run.plan.rate() instanceof Plan.PerSecond every ? due(turn, every) : System.nanoTime();
        int number = run.number(sender, turn);
        int place = number % connections.size();
        byte[] request = Requests.post(run.plan, place, run.marker.write(number, due - run.origin));
        run.issue(number);
        try {
            int status = connections.get(place).post(request);
            if (status / 100 == 2) {
                posted++;
                failures = 0;
            } else {
                refused(number, text("status %d", "状态码 %d", status));
            }
        } catch (IOException e) {
            failures++;
            refused(number, FailureReason.of(e.getMessage()));
        }
    }

    private void refused(int number, Text why) {
        run.refuse(number);
        if (run.stopped()) {
            return;
        }
        refused++;
        if (run.turn(number) == 0) {
            unusable = Optional.of(why);
        }
        if (run.plan.outages()) {
            return;
        }
        faults.add(StreamFault.Kind.POSTS_REFUSED, 1, number, 0, text("event %d: %s", "事件 %d：%s", number, why));
    }

    /** Ends the post under way if the server is late with its answer. */
    void giveUpIfLate() {
        connections.forEach(PostConnection::giveUpIfLate);
    }

    /** Ends the post under way. */
    void cancel() {
        connections.forEach(PostConnection::close);
    }

    /** How many events were due but could not be posted before the end. */
    private int late(int turn) {
        if (!(run.plan.rate() instanceof Plan.PerSecond every) || run.stopped()) {
            return 0;
        }
        double all = Math.ceil(run.plan.duration().toNanos() * every.events() / 1e9);
        return (int) Math.max(0, Math.min(all, most()) - turn);
    }

    /** Whether one post after another failed. */
    boolean gaveUp() {
        return failures == MOST_FAILURES && !run.plan.outages();
    }

    /** How many posts were not accepted. */
    int refusedOnes() {
        return refused;
    }

    /** Why the server did not accept even the first event. */
    Optional<Text> unusable() {
        return unusable;
    }

    StreamFaults faults() {
        return faults;
    }

    int posted() {
        return posted;
    }

    int lateOnes() {
        return late;
    }

    long begun() {
        return begun;
    }

    long ended() {
        return ended;
    }
}
