package workbook.checker.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import workbook.checker.clients.Seen.Event;

/**
 * What one client has seen so far, in order, and whatever else a stage waits for. Beyond its limit in bytes, what comes is
 * counted and not kept.
 */
public final class Sightings {

    private static final long KEPT = 64 << 20;
    private static final int COST = 64;

    private final List<Seen> all = new ArrayList<>();
    private long room = KEPT;
    private long events;
    private Instant firstEvent;
    private boolean refused;

    /** Keeps what a client has seen; whoever tells it waits while this takes nothing. */
    public synchronized void add(Seen seen) {
        try {
            while (refused) {
                wait();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return;
        }
        room -= COST + size(seen);
        if (room >= 0) {
            all.add(seen);
        }
        if (seen instanceof Event && events++ == 0) {
            firstEvent = Instant.now();
        }
        notifyAll();
    }

    private static long size(Seen seen) {
        return switch (seen) {
            case Event event -> 2L * (event.data().length() + event.type().length());
            case Seen.Comment comment -> 2L * comment.text().length();
            case Seen.Unreadable unreadable -> 2L * unreadable.line().length();
            case Seen.Open open -> 0;
            case Seen.Failure failure -> 2L * failure.text().length();
        };
    }

    /** Takes nothing until {@link #take}, as a consumer does that is busy with something else. */
    synchronized void refuse() {
        refused = true;
    }

    synchronized void take() {
        refused = false;
        notifyAll();
    }

    /** Says that something else has changed: a request came, a client ended. */
    public synchronized void changed() {
        notifyAll();
    }

    public synchronized List<Seen> all() {
        return List.copyOf(all);
    }

    public synchronized List<Event> events() {
        return all.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .toList();
    }

    /** How many events have come, kept or not. */
    synchronized long eventCount() {
        return events;
    }

    /** When the first event was told; empty if none has been. */
    synchronized Optional<Instant> firstEvent() {
        return Optional.ofNullable(firstEvent);
    }

    /** Waits until a condition holds, which is tested after each change; false if it does not within the limit. */
    synchronized boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
