package workbook;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
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
        Duration pause = SHORTEST;
        while (!stopped) {
            try (SharedLog.Reading reading = log.open()) {
                while (!stopped) {
                    follow(reading);
                    drop(reading);
                    pause = SHORTEST;
                }
            } catch (RuntimeException away) { // whatever it is: a node whose reader has ended is deaf for ever
                if (pause.equals(SHORTEST)) {
                    LOGGER.log(Level.WARNING, "the log cannot be read: " + away.getMessage());
                }
                sleep(pause);
                pause = pause.compareTo(LONGEST.dividedBy(2)) < 0 ? pause.multipliedBy(2) : LONGEST;
            }
        }
    }

    /**
     * Asks what comes next, and waits if there is nothing. The question includes the entry that the copy ends with. Is
     * it not there, then the log is not the one of before: emptied, trimmed further than we had come, or an older copy.
     */
    private void follow(SharedLog.Reading reading) {
        tail.ask();
        List<Entry> found = last == null ? List.of() : reading.from(last.at());
        if (!found.isEmpty() && found.getFirst().equals(last)) {
            tail.add(found.subList(1, found.size()));
        } else {
            found = reading.fromStart();
            tail.beginWith(found);
        }
        last = found.getLast();
        if (found.size() == 1) {
            reading.awaitAfter(last.at());
        }
    }

    /** What the copy had no room for is dropped from the log, too: or it would have what no node can give. */
    private void drop(SharedLog.Reading reading) {
        tail.overflow().ifPresent(oldest -> {
            reading.dropBefore(oldest);
            tail.overflowDropped();
        });
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
