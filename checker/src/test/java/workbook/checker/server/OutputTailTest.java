package workbook.checker.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OutputTailTest {

    private static final String LINE = "hello\nlistening on http://127.0.0.1:54321\n";

    @Test
    void thePortIsHeardHoweverTheLineIsCut() {
        for (int cut = 0; cut <= LINE.length(); cut++) {
            OutputTail tail = new OutputTail(OutputStream.nullOutputStream());
            tail.drain(new SequenceInputStream(bytes(LINE.substring(0, cut)), bytes(LINE.substring(cut))));
            assertEquals(OptionalInt.of(54321), tail.port(), "cut at " + cut);
        }
    }

    @Test
    void halfAPortIsNoPort() {
        assertEquals(
                OptionalInt.empty(), tail("listening on http://127.0.0.1:543").port());
    }

    @Test
    void theLineOfHelidonItselfWillDo() {
        assertEquals(
                OptionalInt.of(4711),
                tail("[0x1] http://0.0.0.0:4711 bound for socket '@default'\n").port());
    }

    @Test
    void aNumberThatIsNoPortIsNotTakenForOne() {
        assertEquals(
                OptionalInt.empty(),
                tail("listening on http://127.0.0.1:99999\n").port());
        assertEquals(
                List.of(8081), tail("99999 80 8081 123456 1023\n").portLike().toList());
    }

    @Test
    void portLikeNumbersComeLastFirst() {
        assertEquals(List.of(8082, 8081), tail("8081\n8082\n8082\n").portLike().toList());
    }

    @Test
    void theLastLinesAreKept() {
        assertEquals("c\nd", tail("a\nb\nc\nd\n\n").last(2));
        assertEquals("", tail("").last(5));
    }

    @Test
    void aHugeLineIsCutAtACharacterAndSaysSo() {
        for (int shift = 0; shift < 3; shift++) {
            String last = tail("中".repeat(1_000_000) + "x".repeat(shift)).last(5);
            assertTrue(last.startsWith("…中") && last.length() < 4096, last.substring(0, 10));
        }
    }

    @Test
    void onlyTheLast64KilobytesAreKept() {
        OutputTail tail = tail("first\n" + "x".repeat(200_000) + "\nlast\n");
        assertEquals(200_012, tail.total());
        assertTrue(tail.contains("last"));
        assertTrue(!tail.contains("first"));
    }

    private static OutputTail tail(String output) {
        OutputTail tail = new OutputTail(OutputStream.nullOutputStream());
        tail.drain(bytes(output));
        return tail;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
