package workbook.checker.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The events that one client has received. As long as none is missing, that is one number: ten thousand clients have a
 * ledger each.
 */
final class Ledger {

    /** How an event arrived, compared with those before it. */
    enum Arrival {
        IN_ORDER,
        LATE,
        DOUBLED
    }

    private static final int MOST_KEPT = 1000;
    private static final Deque<Integer> NONE = new ArrayDeque<>(0);

    private int next;
    private Set<Integer> missing = Set.of();
    private int moreMissing;

    /** Events that were refused and passed over: they may come late, since a server may have taken them after all. */
    private Deque<Integer> refused = NONE;

    /** The number of events that had been issued at the last reset; -1 if something has come since then. */
    private int told = -1;

    /** The number that should come next. */
    int next() {
        return Math.max(next, told);
    }

    /**
     * Notes that the client was told that it has missed something. What was issued before need not come any more, and
     * may come again.
     */
    void reset(int issued) {
        told = issued;
        refused = NONE;
    }

    /** Sets the first event that the client must get: earlier ones were posted while it was away. */
    void listenFrom(int number) {
        next = number;
    }

    /**
     * Notes an event that has come.
     *
     * @param accepted whether the server accepted an event; one that it did not need not come
     * @param passedOver hears of each event that should have come before
     */
    Arrival arrived(int number, IntPredicate accepted, IntConsumer passedOver) {
        if (told >= 0) {
            beginAgain(Math.min(number, told), passedOver);
        }
        boolean wasMissing = !missing.isEmpty() && missing.remove(number);
        if (number >= next) {
            for (int absent = next; absent < number; absent++) {
                passOver(absent, accepted, passedOver);
            }
            next = number + 1;
            return Arrival.IN_ORDER;
        }
        if (wasMissing) {
            return Arrival.LATE;
        }
        return !refused.isEmpty() && refused.remove(number) ? Arrival.IN_ORDER : Arrival.DOUBLED;
    }

    private void beginAgain(int number, IntConsumer passedOver) {
        for (int absent = next; absent < number; absent++) {
            passedOver.accept(absent);
        }
        next = number;
        told = -1;
    }

    private void passOver(int number, IntPredicate accepted, IntConsumer passedOver) {
        if (accepted.test(number)) {
            miss(number);
            passedOver.accept(number);
            return;
        }
        if (refused == NONE) {
            refused = new ArrayDeque<>();
        }
        if (refused.size() == MOST_KEPT) {
            refused.removeFirst();
        }
        refused.addLast(number);
    }

    private void miss(int number) {
        if (missing.isEmpty()) {
            missing = new HashSet<>();
        }
        if (missing.size() < MOST_KEPT) {
            missing.add(number);
        } else {
            moreMissing++;
        }
    }

    /** Events that were passed over and did not come later either. */
    long missing() {
        return (long) missing.size() + moreMissing;
    }

    /** The lowest number of a missing event. */
    int firstMissing() {
        return missing.stream().mapToInt(Integer::intValue).min().orElse(next);
    }
}
