package workbook.checker.load;

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

    private int next;
    private Set<Integer> missing = Set.of();
    private int moreMissing;

    /** The number that should come next. */
    int next() {
        return next;
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
        if (number >= next) {
            for (int absent = next; absent < number; absent++) {
                if (accepted.test(absent)) {
                    miss(absent);
                    passedOver.accept(absent);
                }
            }
            next = number + 1;
            return Arrival.IN_ORDER;
        }
        return !missing.isEmpty() && missing.remove(number) ? Arrival.LATE : Arrival.DOUBLED;
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
