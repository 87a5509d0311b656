package workbook.checker.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import workbook.checker.vectors.StreamVector;
import workbook.checker.vectors.Vectors;

/** The reader against the vectors that browsers agree with, each of them cut in three ways. */
class VectorsTest {

    record Outcome(List<StreamVector.Event> events, Long retry, List<String> comments, String lastEventId) {

        static Outcome wanted(StreamVector vector) {
            return new Outcome(vector.events(), vector.retry(), vector.comments(), vector.lastEventId());
        }

        static Outcome of(List<byte[]> pieces) {
            EventStreamReader reader = new EventStreamReader();
            List<StreamItem> items = Wire.read(reader, pieces);
            OptionalLong retry = reader.reconnectionTime();
            return new Outcome(
                    Wire.only(StreamItem.Event.class, items).stream()
                            .map(event -> new StreamVector.Event(event.type(), event.data(), event.lastEventId()))
                            .toList(),
                    retry.isPresent() ? (Long) retry.getAsLong() : null,
                    Wire.only(StreamItem.Comment.class, items).stream()
                            .map(StreamItem.Comment::text)
                            .toList(),
                    reader.lastEventId());
        }
    }

    @Test
    void everyVectorInEveryCutting() {
        List<StreamVector> vectors = Vectors.streams();
        List<String> differences = new ArrayList<>();
        for (StreamVector vector : vectors) {
            byte[] all = vector.bytes();
            Map<String, List<byte[]>> cuttings = new TreeMap<>(
                    Map.of("as given", vector.chunks(), "whole", List.of(all), "byte by byte", Wire.byteByByte(all)));
            cuttings.forEach((cutting, pieces) -> {
                Outcome actual = Outcome.of(pieces);
                if (!actual.equals(Outcome.wanted(vector))) {
                    differences.add("%s, %s:%n  expected %s%n  but was  %s"
                            .formatted(vector.id(), cutting, Outcome.wanted(vector), actual));
                }
            });
        }
        System.out.printf("%d vectors x 3 cuttings: %d differences%n", vectors.size(), differences.size());
        assertEquals(135, vectors.size(), "vectors in the file");
        assertEquals(0, differences.size(), String.join("\n", differences));
    }
}
