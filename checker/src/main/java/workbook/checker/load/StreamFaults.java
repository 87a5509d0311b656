package workbook.checker.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import workbook.checker.text.Text;

/** Counts faults, and keeps the first example of each kind: the lowest event, then the lowest client. */
final class StreamFaults {

    private record Occurrences(long count, int event, int client, Text example) {

        Occurrences and(Occurrences other) {
            boolean mine = event != other.event ? event < other.event : client <= other.client;
            Occurrences first = mine ? this : other;
            return new Occurrences(count + other.count, first.event, first.client, first.example);
        }
    }

    private final Map<StreamFault.Kind, Occurrences> seen = new EnumMap<>(StreamFault.Kind.class);

    void add(StreamFault.Kind kind, long count, int event, int client, Text example) {
        seen.merge(kind, new Occurrences(count, event, client, example), Occurrences::and);
    }

    void addAll(StreamFaults others) {
        others.seen.forEach((kind, more) -> seen.merge(kind, more, Occurrences::and));
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
