package workbook.checker.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** All vectors, in the order of their files. */
public final class Vectors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /** Event streams, for readers. */
    public static List<StreamVector> streams() {
        return Streams.ALL;
    }

    /** Events, for encoders. */
    public static List<EncodeVector> events() {
        return Events.ALL;
    }

    /** The events of one group. */
    public static List<EncodeVector> events(String group) {
        List<EncodeVector> found =
                events().stream().filter(vector -> vector.group().equals(group)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("encode.json has no group " + group);
        }
        return found;
    }

    private static final class Streams {
        static final List<StreamVector> ALL = List.of(read("event-stream.json", StreamVector[].class));
    }

    private static final class Events {
        static final List<EncodeVector> ALL = StreamSupport.stream(
                        read("encode.json", JsonNode.class).spliterator(), false)
                .map(EncodeVector::of)
                .toList();
    }

    private static <T> T read(String file, Class<T> type) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
            return JSON.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
