package workbook.checker.classroom.board;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A limit for each sender: a burst of requests, and after it one per interval. */
final class RateLimit {

    /** How many senders are remembered. One that is forgotten may send a whole burst again. */
    private static final int REMEMBERED = 10_000;

    private final int burst;
    private final long each;

    /** The time at which each sender may send a whole burst again, by System.nanoTime(). */
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

    /** Takes one request from the sender's allowance; false if none is left. */
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
