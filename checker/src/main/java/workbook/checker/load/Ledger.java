package workbook.checker.load;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Which events one client has got: nothing but the next number, as long as all is well. */
final class Ledger {

    /** What an arrival was. */
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

    /** From here on the client listens: what was posted before is not for it. */
    void listenFrom(int number) {
        next = number;
    }

    /**
     * An event has come.
     *
     * @param accepted whether an event was taken by the server; one that was not need not come
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

    /** The first of them. */
    int firstMissing() {
        return missing.stream().mapToInt(Integer::intValue).min().orElse(next);
    }
}
