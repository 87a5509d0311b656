package workbook.checker.faulty;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;

/** Faulty pages of task 2.2. */
final class EventSourceFaults {

    private EventSourceFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("own", "another path", "2.2/1", edited("EventSource(\"/events\")", "EventSource(\"/event\")")));
    }

    private static EditedPage edited(String from, String to) {
        return EditedPage.of("2.2", from, to);
    }
}
