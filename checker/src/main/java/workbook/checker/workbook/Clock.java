package workbook.checker.workbook;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How fast time runs for the server under test. */
public enum Clock {
    /** Durations are divided by the factor of {@code config/checker.yaml}. */
    FAST,
    /** Durations are those of the contract. */
    REAL;

    /** Scales a duration of the contract to this clock. */
    public Duration scale(Duration contract, int factor) {
        return this == FAST ? contract.dividedBy(factor) : contract;
    }

    /**
     * Scales every duration of a task to this clock, by its key. A server is told these on the real clock, too, because
     * its environment may hold other values.
     */
    public Map<String, String> durations(Task task, int factor) {
        return task.config().entrySet().stream()
                .filter(setting -> setting.getValue().startsWith("PT"))
                .collect(
                        Collectors.toMap(Map.Entry::getKey, setting -> scale(Duration.parse(setting.getValue()), factor)
                                .toString()));
    }

    /** The word on the command line and in a report. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
