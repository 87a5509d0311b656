package workbook.checker.probe;

import java.time.Duration;
import java.util.Locale;

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

    /** The word on the command line and in a report. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
