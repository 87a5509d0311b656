package workbook.checker.probe;

import java.time.Duration;

/** What a connection may spend on waiting, and whom it tells how long an answer took. */
interface WaitBudget {

    /** Every wait is as long as it asks to be. */
    WaitBudget UNLIMITED = new WaitBudget() {
        @Override
        public void answered(Duration took) {
            // Nobody learns from it.
        }

        @Override
        public Duration limit(Duration asked) {
            return asked;
        }

        @Override
        public void inVain(long begun, long ended) {
            // Nothing is used up.
        }
    };

    /** Notes how long after the begin of a request the head of its answer came. */
    void answered(Duration took);

    /** As much of a wait as is left. */
    Duration limit(Duration asked);

    /** Notes a wait that ended at its limit; both by {@link System#nanoTime()}. */
    void inVain(long begun, long ended);
}
