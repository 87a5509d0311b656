package workbook.checker.wire;

import java.time.Duration;

/** A moment by which something must have happened. */
record Deadline(long nanos) {
    /** The longest wait: the difference of two nanoTimes must fit into a long. */
    private static final Duration CAP = Duration.ofDays(36_500);

    static Deadline in(Duration limit) {
        long nanos = limit.isNegative() ? 0 : limit.compareTo(CAP) > 0 ? CAP.toNanos() : limit.toNanos();
        return new Deadline(System.nanoTime() + nanos);
    }

    long nanosLeft() {
        return nanos - System.nanoTime();
    }

    /** The time left in milliseconds, rounded up, and at least 0. */
    long millisLeft() {
        return Math.max(0, (nanosLeft() + 999_999) / 1_000_000);
    }
}
