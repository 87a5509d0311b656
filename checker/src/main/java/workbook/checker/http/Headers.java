package workbook.checker.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Header fields in the order in which they came. Names are looked up whatever their case (RFC 9110 5.1). */
public record Headers(List<HeaderField> fields) {
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = List.copyOf(fields);
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The values of all fields of that name. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(HeaderField::value)
                .toList();
    }

    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.isNamed(name));
    }

    /** The comma-separated elements of all fields of that name, in lower case, empty ones left out (RFC 9110 5.6.1). */
    public List<String> elements(String name) {
        return all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(element -> element.strip().toLowerCase(Locale.ROOT))
                .filter(element -> !element.isEmpty())
                .toList();
    }
}
