package workbook.checker.bad;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The parameters of a request; what is missing or out of bounds has a default. */
record Query(Map<String, String> values) {

    static Query of(String target) {
        Map<String, String> values = new HashMap<>();
        String query = target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            values.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return new Query(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A whole number from 0 to a million. */
    int number(String name, int otherwise) {
        String value = values.getOrDefault(name, "");
        return value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : otherwise;
    }

    /** A time such as {@code 2s} or {@code 500ms}, of an hour at most. */
    Duration time(String name, Duration otherwise) {
        String value = values.getOrDefault(name, "");
        if (value.matches("[0-9]{1,7}ms")) {
            return Duration.ofMillis(Long.parseLong(value.replace("ms", "")));
        }
        return value.matches("[0-9]{1,4}s") ? Duration.ofSeconds(Long.parseLong(value.replace("s", ""))) : otherwise;
    }
}
