package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workbook.checker.Fuzz;
import workbook.checker.sse.StreamItem.Event;
import workbook.checker.vectors.StreamVector;
import workbook.checker.vectors.Vectors;

/** The vectors, spoilt: the reader makes the same of them as the standard does, however they are cut. */
class FuzzedStreamTest {

    private static final List<byte[]> WORDS = Stream.of(
                    "\n",
                    "\r",
                    "\r\n",
                    "\n\n",
                    ":",
                    ": ",
                    "data",
                    "id: ",
                    "event:",
                    "retry: 1",
                    "\0",
                    "\uFEFF",
                    "😀",
                    "é")
            .map(word -> word.getBytes(UTF_8))
            .toList();

    @Test
    void theEventsAreThoseOfTheStandard() throws IOException {
        List<byte[]> vectors =
                Vectors.streams().stream().map(StreamVector::bytes).toList();
        Fuzz.check("event streams", vectors, WORDS, (stream, random) -> {
            ReferenceReader reference = new ReferenceReader(stream);
            EventStreamReader reader = new EventStreamReader();
            List<String> events = Wire.only(Event.class, Wire.read(reader, Wire.cut(stream, random))).stream()
                    .map(event -> ReferenceReader.event(event.type(), event.data(), event.lastEventId()))
                    .toList();
            assertEquals(reference.events, events);
            assertEquals(reference.lastEventId, reader.lastEventId());
        });
    }
}
