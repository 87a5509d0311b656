package workbook;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Follows the log on one connection and keeps the node's copy of its tail. However many clients there are, Redis sees
 * one reader.
 */
final class LogReader implements Runnable {

    private static final System.Logger LOGGER = System.getLogger(LogReader.class.getName());
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final SharedLog log;
    private final Tail tail;
    private volatile boolean stopped;
    private Entry last; // the newest entry that the copy has; null before the first one

    LogReader(SharedLog log, Tail tail) {
        this.log = log;
        this.tail = tail;
    }

    /** Ends the reader when it has its next answer. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        // TODO 8: begin again, after a pause, when the log is away
        try (SharedLog.Reading reading = log.open()) {
            while (!stopped) {
                follow(reading);
                drop(reading);
            }
        }
    }

    /**
     * Asks what comes next, and waits if there is nothing. The question includes the entry that the copy ends with. Is
     * it not there, then the log is not the one of before: emptied, trimmed further than we had come, or an older copy.
     */
    private void follow(SharedLog.Reading reading) {
        // TODO 3: add what follows the last entry, and wait if nothing does
        // TODO 5: begin at the start of the log, so that a new node knows the ids of before
        throw new UnsupportedOperationException("LogReader.follow is not written yet");
    }

    /** What the copy had no room for is dropped from the log, too: or it would have what no node can give. */
    private void drop(SharedLog.Reading reading) {
        tail.takeOverflow().ifPresent(reading::dropBefore);
    }

    /** Not all nodes come back at the same moment. */
    private static void sleep(Duration pause) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
