package workbook.checker.checks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The streams of {@code vectors/event-stream.json}, in groups of which each asks for one thing more. */
final class AskVectors {

    /** What a stream is about. */
    enum Group {
        FIELDS,
        MEMORY,
        CUTS,
        LINE_ENDS,
        TEXT
    }

    /**
     * A stream as it is sent, and what a browser makes of it.
     *
     * @param hex its chunks
     * @param retry null where the stream sets none
     * @param lastEventId what is stored when it has ended
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Vector(String id, String rule, List<String> hex, List<Event> events, Long retry, String lastEventId) {

        record Event(String type, String data, String lastEventId) {}

        List<byte[]> chunks() {
            return hex.stream().map(HexFormat.of()::parseHex).toList();
        }

        /** Line ends before cuts before fields, so that what is hard in two ways stands where both are known. */
        Group group() {
            String prefix = id.substring(0, id.indexOf('-'));
            if (Set.of("dec", "bom").contains(prefix)) {
                return Group.TEXT;
            }
            if (prefix.equals("eol") || has('\r')) {
                return Group.LINE_ENDS;
            }
            if (hex.size() > 1) {
                return Group.CUTS;
            }
            return Set.of("id", "ret").contains(prefix) ? Group.MEMORY : Group.FIELDS;
        }

        private boolean has(char wanted) {
            return chunks().stream()
                    .flatMapToInt(bytes -> IntStream.range(0, bytes.length).map(i -> bytes[i]))
                    .anyMatch(b -> b == wanted);
        }
    }

    private AskVectors() {}

    static List<Vector> of(Group group) {
        try (InputStream file = AskVectors.class.getResourceAsStream("/vectors/event-stream.json")) {
            return List.of(new ObjectMapper().readValue(file, Vector[].class)).stream()
                    .filter(vector -> vector.group() == group)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
