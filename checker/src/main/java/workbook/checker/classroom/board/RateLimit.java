package workbook.checker.classroom.board;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many at once, and then one each so often, for each sender. */
final class RateLimit {

    /** Senders that are remembered. Whoever is forgotten begins with a full measure. */
    private static final int REMEMBERED = 10_000;

    private final int burst;
    private final long each;

    /** For each sender the time at which the measure is full again. */
    private final Map<String, Long> full = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    RateLimit(int burst, Duration each) {
        this.burst = burst;
        this.each = each.toNanos();
    }

    /** Takes one of the sender's measure; false if there is none left. */
    synchronized boolean take(String sender) {
        long now = System.nanoTime();
        long filled = Math.max(now, full.getOrDefault(sender, now)) + each;
        if (filled - now > burst * each) {
            return false;
        }
        full.put(sender, filled);
        return true;
    }
}
