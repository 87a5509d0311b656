package workbook.bench.readers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import workbook.bench.readers.Shape.Expected;
import workbook.checker.sse.EventStreamReader;

/** Whether a reader is right: about type and data of all events, and their order. */
public final class Agreement {

    private static final int PIECE = 1024;

    private Agreement() {}

    /** Whether a reader reads the timed stream rightly. */
    public static boolean reads(Readers reader, Shape shape) {
        return shape.events().equals(read(reader, shape.bytes()));
    }

    /** The test vectors on which browsers agree, and those of them that a reader reads differently. */
    public record Vectors(int all, List<String> wrong) {}

    public static Vectors vectors(Readers reader) throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonNode vectors = vectors();
        for (JsonNode vector : vectors) {
            List<Expected> expected = new ArrayList<>();
            vector.get("events")
                    .forEach(event -> expected.add(new Expected(
                            event.get("type").asText(), event.get("data").asText())));
            StringBuilder hex = new StringBuilder();
            vector.get("hex").forEach(piece -> hex.append(piece.asText().replace(" ", "")));
            if (!expected.equals(read(reader, HexFormat.of().parseHex(hex)))) {
                wrong.add(vector.get("id").asText());
            }
        }
        return new Vectors(vectors.size(), wrong);
    }

    private static JsonNode vectors() throws IOException {
        try (InputStream file = EventStreamReader.class.getResourceAsStream("/vectors/event-stream.json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    /** The events that a reader hands out before it ends or fails. */
    private static List<Expected> read(Readers reader, byte[] bytes) {
        List<Expected> events = new ArrayList<>();
        try {
            reader.reading()
                    .orElseThrow()
                    .read(new PiecewiseStream(bytes, PIECE), PIECE, (type, data) -> events.add(new Expected(type, data)));
        } catch (Exception e) {
            events.add(new Expected("failed", e.toString()));
        }
        return events;
    }
}
