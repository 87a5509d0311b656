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

    /** A duration of the contract as it is on this clock. */
    public Duration scale(Duration contract, int factor) {
        return this == FAST ? contract.dividedBy(factor) : contract;
    }

    /**
     * Every duration of a task as it is on this clock, by its key: what a server is told, on the real clock, too, since
     * the environment of whoever starts it may hold another.
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
