package workbook.bench.readers;

import java.util.ArrayList;
import java.util.List;
import workbook.bench.readers.Shape.Expected;
import workbook.checker.vectors.StreamVector;
import workbook.checker.vectors.Vectors;

/** Whether a reader is right: about type and data of all events, and their order. */
public final class Agreement {

    private static final int PIECE = 1024;

    private Agreement() {}

    /** Whether a reader reads the timed stream rightly. */
    public static boolean reads(Readers reader, Shape shape) {
        return shape.events().equals(read(reader, shape.bytes()));
    }

    /** The test vectors on which browsers agree, and those of them that a reader reads differently. */
    public record Agreed(int all, List<String> wrong) {}

    public static Agreed vectors(Readers reader) {
        List<String> wrong = new ArrayList<>();
        List<StreamVector> vectors = Vectors.streams();
        for (StreamVector vector : vectors) {
            List<Expected> expected = vector.events().stream()
                    .map(event -> new Expected(event.type(), event.data()))
                    .toList();
            if (!expected.equals(read(reader, vector.bytes()))) {
                wrong.add(vector.id());
            }
        }
        return new Agreed(vectors.size(), wrong);
    }

    /** The events that a reader hands out before it ends or fails. */
    private static List<Expected> read(Readers reader, byte[] bytes) {
        List<Expected> events = new ArrayList<>();
        try {
            reader.reading()
                    .orElseThrow()
                    .read(
                            new PiecewiseStream(bytes, PIECE),
                            PIECE,
                            (type, data) -> events.add(new Expected(type, data)));
        } catch (Exception e) {
            events.add(new Expected("failed", e.toString()));
        }
        return events;
    }
}
