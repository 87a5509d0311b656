package workbook;

import java.util.Locale;

/** How much a notification matters. */
enum Level {
    SUCCESS,
    WARNING,
    ERROR;

    /** The name of the level in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
