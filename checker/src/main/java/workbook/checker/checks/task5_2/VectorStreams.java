package workbook.checker.checks.task5_2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The streams of {@code vectors/event-stream.json}, in groups of which each asks for one thing more. */
final class VectorStreams {

    /** The part of the standard that a stream is about. */
    enum Group {
        FIELDS,
        MEMORY,
        CUTS,
        TEXT,
        LINE_ENDS
    }

    /**
     * A stream as it is sent, and what a browser makes of it.
     *
     * @param hex the chunks of the stream, in hexadecimal
     * @param retry null where the stream sets none
     * @param lastEventId the id that is stored when the stream has ended
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Vector(String id, String rule, List<String> hex, List<Event> events, Long retry, String lastEventId) {

        record Event(String type, String data, String lastEventId) {}

        List<byte[]> chunks() {
            return hex.stream().map(HexFormat.of()::parseHex).toList();
        }

        /** A stream that is hard in two ways stands in the later group, where the other difficulty is known already. */
        Group group() {
            if (id.startsWith("eol-") && hex.size() == 1 || has(b -> b == '\r')) {
                return Group.LINE_ENDS;
            }
            if (has(b -> b < 0)) {
                return Group.TEXT;
            }
            if (hex.size() > 1) {
                return Group.CUTS;
            }
            return MEMORY_LINE.matcher(text()).find() ? Group.MEMORY : Group.FIELDS;
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            chunks().forEach(chunk -> text.append(new String(chunk, StandardCharsets.UTF_8)));
            return text.toString();
        }

        /** Whether the stream has a retry field, valid or not. */
        boolean speaksOfRetry() {
            return text().contains("retry");
        }

        private boolean has(IntPredicate wanted) {
            return chunks().stream()
                    .flatMapToInt(bytes -> IntStream.range(0, bytes.length).map(i -> bytes[i]))
                    .anyMatch(wanted);
        }
    }

    private static final Pattern MEMORY_LINE = Pattern.compile("(?m)^(id|retry)(:|$)");

    private VectorStreams() {}

    static List<Vector> of(Group group) {
        try (InputStream file = VectorStreams.class.getResourceAsStream("/vectors/event-stream.json")) {
            return List.of(new ObjectMapper().readValue(file, Vector[].class)).stream()
                    .filter(vector -> vector.group() == group)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
