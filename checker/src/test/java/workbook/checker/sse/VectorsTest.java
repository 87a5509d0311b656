package workbook.checker.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reader against the vectors that browsers agree with, each of them cut in three ways. */
class VectorsTest {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Vector(
            String id, List<String> hex, List<Event> events, Long retry, List<String> comments, String lastEventId) {

        record Event(String type, String data, String lastEventId) {}

        List<byte[]> pieces() {
            return hex.stream().map(Wire::hex).toList();
        }

        Outcome expected() {
            return new Outcome(events, retry, comments, lastEventId);
        }
    }

    record Outcome(List<Vector.Event> events, Long retry, List<String> comments, String lastEventId) {

        static Outcome of(List<byte[]> pieces) {
            EventStreamReader reader = new EventStreamReader();
            List<StreamItem> items = Wire.read(reader, pieces);
            OptionalLong retry = reader.reconnectionTime();
            return new Outcome(
                    Wire.only(StreamItem.Event.class, items).stream()
                            .map(event -> new Vector.Event(event.type(), event.data(), event.lastEventId()))
                            .toList(),
                    retry.isPresent() ? (Long) retry.getAsLong() : null,
                    Wire.only(StreamItem.Comment.class, items).stream()
                            .map(StreamItem.Comment::text)
                            .toList(),
                    reader.lastEventId());
        }
    }

    @Test
    void everyVectorInEveryCutting() throws IOException {
        List<Vector> vectors = vectors();
        List<String> differences = new ArrayList<>();
        for (Vector vector : vectors) {
            byte[] all = Wire.join(vector.pieces());
            Map<String, List<byte[]>> cuttings = new TreeMap<>(
                    Map.of("as given", vector.pieces(), "whole", List.of(all), "byte by byte", Wire.byteByByte(all)));
            cuttings.forEach((cutting, pieces) -> {
                Outcome actual = Outcome.of(pieces);
                if (!actual.equals(vector.expected())) {
                    differences.add("%s, %s:%n  expected %s%n  but was  %s"
                            .formatted(vector.id(), cutting, vector.expected(), actual));
                }
            });
        }
        System.out.printf("%d vectors x 3 cuttings: %d differences%n", vectors.size(), differences.size());
        assertEquals(135, vectors.size(), "vectors in the file");
        assertEquals(0, differences.size(), String.join("\n", differences));
    }

    static List<Vector> vectors() throws IOException {
        try (InputStream file = VectorsTest.class.getResourceAsStream("/vectors/event-stream.json")) {
            return List.of(new ObjectMapper().readValue(file, Vector[].class));
        }
    }
}
