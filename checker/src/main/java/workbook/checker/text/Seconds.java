package workbook.checker.text;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them, in seconds. */
public final class Seconds {
    private Seconds() {}

    /** Rounds to a tenth, for example {@code 1.4 s}. */
    public static Text of(Duration duration) {
        return of(String.format(Locale.ROOT, "%.1f", number(duration)));
    }

    /** Adds the unit to a number that is formatted already. */
    public static Text of(String number) {
        return Text.text("%s s", "%s 秒", number);
    }

    /** Seconds with their fraction. */
    public static double number(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
