package workbook.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader that every answer of an endpoint goes through. */
class EventReaderTest {

    static Stream<Arguments> streams() {
        return Stream.of(
                arguments("data: one\n\ndata:two\n\n", List.of("one", "two")),
                arguments("data: one\r\n\r\ndata: two\r\r", List.of("one", "two")),
                arguments("data:  two spaces \n\n", List.of(" two spaces ")),
                arguments("data: a\ndata: b\n\n", List.of("a\nb")),
                arguments("data\n\n", List.of("")),
                arguments(": PROCESSING\n\n\n:\ndata: a\n: in between\n\n", List.of("a")),
                arguments("id: 1\nretry: 5\ndatum: no\ndata: a\n\n", List.of("a")),
                arguments("data: a\nevent:error\n\ndata: b\n\n", List.of("error: a", "b")),
                arguments("event: x\n\ndata: a\n\n", List.of("a")),
                arguments("event: x\n\n", List.of()),
                arguments("\uFEFFdata: a\n\n", List.of("a")),
                arguments("data: \u2028\u0085 汉字 😀\n\n", List.of("\u2028\u0085 汉字 😀")),
                arguments("data: whole\n\ndata: unfinished\n", List.of("whole")));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsWholeEvents(String stream, List<String> wanted) throws IOException {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        assertEquals(wanted, all(new ByteArrayInputStream(bytes)));
        assertEquals(wanted, all(byteByByte(bytes)));
    }

    @Test
    void givesUpAnEventThatNeverEnds() {
        byte[] bytes = "data: ".concat("x".repeat(2 << 20)).getBytes(StandardCharsets.UTF_8);
        assertThrows(IOException.class, () -> all(new ByteArrayInputStream(bytes)));
    }

    private static List<String> all(InputStream in) throws IOException {
        EventReader reader = new EventReader(in);
        List<String> all = new ArrayList<>();
        for (EventReader.Event event = reader.next(); event != null; event = reader.next()) {
            all.add(event.type().isEmpty() ? event.data() : event.type() + ": " + event.data());
        }
        return all;
    }

    private static InputStream byteByByte(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
    }
}
