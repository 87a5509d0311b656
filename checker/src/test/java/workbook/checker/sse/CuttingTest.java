package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import workbook.checker.sse.StreamItem.Event;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.sse.StreamItem.Note;

/** Random streams: whatever the cutting, the items are the same, prompt, in order, and those of the standard. */
class CuttingTest {
    private static final int STREAMS = 20_000;

    /** Low enough for random streams to go over it now and then. */
    private static final int LIMIT = 24;

    private static final List<byte[]> TOKENS = new ArrayList<>();

    static {
        for (String text : List.of("data", "event", "id", "retry", "foo", ":", ": ", " ", "\t", "1", "é", "😀", "\0")) {
            TOKENS.add(text.getBytes(UTF_8));
        }
        for (String text : List.of(
                "data: a\n",
                "data:b\r\n",
                "id: 7\r",
                "event: e\n",
                "\uFEFF",
                "\u000B",
                "\f",
                "\u0085",
                "\u2028",
                "\u2029")) {
            TOKENS.add(text.getBytes(UTF_8));
        }
        for (String end : List.of("\n", "\r", "\r\n", "\n\n", "\r\r", "\r\n\r\n", "\n\r")) {
            TOKENS.add(end.getBytes(UTF_8));
        }
        for (String malformed : List.of("ED A0 80", "E2 82", "F0 9F 98", "C0", "FF", "EF BB", "80")) {
            TOKENS.add(Wire.hex(malformed));
        }
    }

    @Test
    void anyCuttingGivesTheSameItems() {
        forRandomStreams((stream, random) -> {
            var whole = Wire.read(new EventStreamReader("", LIMIT), List.of(stream));
            var bytes = Wire.read(new EventStreamReader("", LIMIT), Wire.byteByByte(stream));
            var pieces = Wire.read(new EventStreamReader("", LIMIT), Wire.cut(stream, random));
            assertEquals(whole, bytes, () -> "byte by byte: " + show(stream));
            assertEquals(whole, pieces, () -> "random pieces: " + show(stream));
        });
    }

    @Test
    void theEventsAreThoseOfTheStandard() {
        forRandomStreams((stream, random) -> {
            var reference = new ReferenceReader(stream);
            var reader = new EventStreamReader();
            var events = Wire.only(Event.class, Wire.read(reader, Wire.cut(stream, random))).stream()
                    .map(event -> ReferenceReader.event(event.type(), event.data(), event.lastEventId()))
                    .toList();
            assertEquals(reference.events, events, () -> show(stream));
            assertEquals(reference.lastEventId, reader.lastEventId(), () -> show(stream));
        });
    }

    @Test
    void anItemComesWithItsLastByte() {
        forRandomStreams((stream, random) -> {
            var reader = new EventStreamReader("", LIMIT);
            for (int i = 0; i < stream.length; i++) {
                long read = i + 1;
                Consumer<StreamItem> prompt = item -> assertEquals(item.end(), read, () -> item + " " + show(stream));
                reader.read(stream, i, i + 1, item -> {
                    if (!(item instanceof Note note && note.kind() == Kind.MALFORMED_UTF8)) {
                        prompt.accept(item);
                    }
                });
            }
        });
    }

    @Test
    void itemsAreInStreamOrder() {
        forRandomStreams((stream, random) -> {
            long behind = 0;
            for (StreamItem item : Wire.read(new EventStreamReader("", LIMIT), List.of(stream))) {
                assertTrue(item.start() < item.end(), () -> item + " " + show(stream));
                assertTrue(behind <= item.end() && item.end() <= stream.length, item + " " + show(stream));
                behind = item.end();
            }
        });
    }

    private interface Property {
        void check(byte[] stream, Random random);
    }

    private static void forRandomStreams(Property property) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.printf("%d random streams; to repeat: -Dseed=%d%n", STREAMS, seed);
        Random random = new Random(seed);
        for (int i = 0; i < STREAMS; i++) {
            property.check(randomStream(random), random);
        }
    }

    private static byte[] randomStream(Random random) {
        List<byte[]> tokens = new ArrayList<>();
        for (int n = random.nextInt(40); n > 0; n--) {
            tokens.add(TOKENS.get(random.nextInt(TOKENS.size())));
        }
        return Wire.join(tokens);
    }

    private static String show(byte[] stream) {
        return new String(stream, ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n");
    }
}
