package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The encoder against the vectors that any encoder can be tested with: see vectors/README.md. */
class EventVectorsTest {

    private static final Path VECTORS = Path.of("../../vectors/encode.json");

    static Stream<JsonNode> vectors() throws IOException {
        return StreamSupport.stream(
                        new ObjectMapper().readTree(VECTORS.toFile()).spliterator(), false)
                .filter(vector -> !vector.get("group").textValue().equals("surrogates"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aReaderMakesOfTheBytesWhatItMay(JsonNode vector) {
        JsonNode outcome;
        try {
            outcome = read(event(vector.get("event")).encode().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            outcome = JsonNodeFactory.instance.textNode("refused");
        }
        List<String> allowed = new ArrayList<>();
        vector.get("outcomes").forEach(one -> allowed.add(whole(one).toString()));
        assertTrue(
                allowed.contains(outcome.toString()),
                vector.get("id") + ": wanted one of " + allowed + ", got " + outcome);
    }

    @Test
    void thereAreVectors() throws IOException {
        assertEquals(63, vectors().count());
    }

    private static Event event(JsonNode fields) {
        JsonNode retry = fields.path("retry");
        return new Event(
                text(fields, "id"),
                text(fields, "type"),
                text(fields, "data"),
                retry.isIntegralNumber() ? (Long) retry.longValue() : null,
                text(fields, "comment"));
    }

    private static String text(JsonNode fields, String key) {
        return fields.hasNonNull(key) ? whole(fields.get(key)).textValue() : null;
    }

    /** A text that is too long to be written out stands there as a part and a number of times. */
    private static JsonNode whole(JsonNode value) {
        if (value.has("repeat")) {
            return JsonNodeFactory.instance.textNode(
                    value.get("repeat").textValue().repeat(value.get("times").intValue()));
        }
        if (value.has("events")) {
            ObjectNode copy = value.deepCopy();
            copy.get("events").forEach(event -> ((ObjectNode) event).set("data", whole(event.get("data"))));
            return copy;
        }
        return value;
    }

    /** What HTML 9.2.6 makes of a whole stream. */
    private static ObjectNode read(byte[] bytes) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        ArrayNode events = outcome.putArray("events");
        outcome.putNull("retry");
        ArrayNode comments = outcome.putArray("comments");
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1);
        List<String> data = new ArrayList<>();
        String type = "";
        String id = "";
        outcome.put("lastEventId", id);
        for (String line : List.of(lines).subList(0, lines.length - 1)) {
            String name = line.replaceFirst("(?s):.*", "");
            String value =
                    line.substring(Math.min(line.length(), name.length() + 1)).replaceFirst("^ ", "");
            switch (line.isEmpty() ? "dispatch" : name) {
                case "dispatch" -> {
                    outcome.put("lastEventId", id);
                    if (!data.isEmpty()) {
                        events.addObject()
                                .put("type", type.isEmpty() ? "message" : type)
                                .put("data", String.join("\n", data))
                                .put("lastEventId", id);
                    }
                    data.clear();
                    type = "";
                }
                case "" -> comments.add(value);
                case "data" -> data.add(value);
                case "event" -> type = value;
                case "id" -> id = value;
                case "retry" -> outcome.put("retry", Long.parseLong(value));
                default -> throw new AssertionError("a field of no standard: " + line);
            }
        }
        return outcome;
    }
}
