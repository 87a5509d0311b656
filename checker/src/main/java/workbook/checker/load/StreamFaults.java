package workbook.checker.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import workbook.checker.text.Text;

/** Counts faults, and keeps the first example of each kind: the lowest event, then the lowest client. */
final class StreamFaults {

    private record Seen(long count, int event, int client, Text example) {

        Seen and(Seen other) {
            boolean mine = event != other.event ? event < other.event : client <= other.client;
            Seen first = mine ? this : other;
            return new Seen(count + other.count, first.event, first.client, first.example);
        }
    }

    private final Map<StreamFault.Kind, Seen> seen = new EnumMap<>(StreamFault.Kind.class);

    void add(StreamFault.Kind kind, long count, int event, int client, Text example) {
        seen.merge(kind, new Seen(count, event, client, example), Seen::and);
    }

    void addAll(StreamFaults others) {
        others.seen.forEach((kind, more) -> seen.merge(kind, more, Seen::and));
    }

    long count(StreamFault.Kind kind) {
        return seen.containsKey(kind) ? seen.get(kind).count : 0;
    }

    List<StreamFault> all() {
        List<StreamFault> all = new ArrayList<>();
        seen.forEach((kind, found) -> all.add(new StreamFault(kind, found.count, found.example)));
        return all;
    }
}
