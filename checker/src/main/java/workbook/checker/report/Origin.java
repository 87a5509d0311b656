package workbook.checker.report;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * When and where a report was made, which a reader on another day or machine cannot know otherwise.
 *
 * @param at the end of the run, with the offset of the machine's time zone
 * @param system for example {@code Linux 6.8 (amd64)}
 * @param java for example {@code 21.0.5}
 * @param helidon version that the workbook builds with; empty where it is not known
 */
public record Origin(OffsetDateTime at, String system, String java, String helidon) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx");

    /** For people: {@code 2026-03-01 09:30 +08:00}. */
    public String minute() {
        return at.format(MINUTES);
    }

    /** For programs: ISO 8601, to the second. */
    public String second() {
        return at.withNano(0).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
