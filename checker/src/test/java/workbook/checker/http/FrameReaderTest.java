package workbook.checker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 6455 5.7, whole and byte by byte. */
class FrameReaderTest {

    @Test
    void readsTheExamplesOfTheRfc() {
        assertFrame("8105 48656c6c6f", true, Frame.TEXT, false, "Hello");
        assertFrame("8185 37fa213d 7f9f4d5158", true, Frame.TEXT, true, "Hello");
        assertFrame("0103 48656c", false, Frame.TEXT, false, "Hel");
        assertFrame("8002 6c6f", true, Frame.CONTINUATION, false, "lo");
        assertFrame("8905 48656c6c6f", true, Frame.PING, false, "Hello");
        assertFrame("8a85 37fa213d 7f9f4d5158", true, Frame.PONG, true, "Hello");
        assertFrame("827e0100" + "78".repeat(256), true, Frame.BINARY, false, "x".repeat(256));
        assertFrame("827f0000000000010000" + "78".repeat(65536), true, Frame.BINARY, false, "x".repeat(65536));
    }

    @Test
    void framesBehindEachOtherKnowTheirPlace() {
        List<Frame> frames = read(bytes("8102 3432 8800 8a01 78"), 3);
        assertEquals(List.of(0L, 4L, 6L), frames.stream().map(Frame::start).toList());
        assertEquals(List.of(4L, 6L, 9L), frames.stream().map(Frame::end).toList());
        assertEquals(1005, frames.get(1).status());
    }

    @Test
    void aClientsFrameIsReadAsItWasMeant() {
        byte[] payload = "x".repeat(300).getBytes(StandardCharsets.US_ASCII);
        Frame frame =
                read(Frame.ofClient(Frame.TEXT, true, payload, 0x12345678), 7).getFirst();
        assertTrue(frame.masked());
        assertEquals("x".repeat(300), frame.payload().utf8());
        assertEquals("8182123456782a07", hex(Frame.ofClient(Frame.TEXT, true, new byte[] {0x38, 0x33}, 0x12345678)));
    }

    @Test
    void framesWithoutAPayloadAreWholeWithTheirHead() {
        assertFrame("8900", true, Frame.PING, false, "");
        assertFrame("8a80 01020304", true, Frame.PONG, true, "");
    }

    @Test
    void theReservedBitsAreSeen() {
        assertEquals(7, read(bytes("f100"), 2).getFirst().reserved());
        assertEquals(2, read(bytes("a100"), 2).getFirst().reserved());
    }

    @Test
    void theLongestFrameIsRead() {
        FrameReader longest = new FrameReader();
        longest.read(bytes("827f0000000000100000"), frame -> {});
        assertFalse(longest.isLost());
        FrameReader longer = new FrameReader();
        longer.read(bytes("827f0000000000100001"), frame -> {});
        assertTrue(longer.isLost());
    }

    @Test
    void aCloseFrameBearsItsStatusInTwoBytes() {
        assertEquals(1000, read(bytes("8802 03e8"), 4).getFirst().status());
        assertEquals(0x8182, read(bytes("8804 81827879"), 6).getFirst().status());
        assertEquals(1005, read(bytes("8801 03"), 3).getFirst().status());
    }

    @Test
    void controlFramesAreThoseFromCloseOn() {
        for (int opcode = 0; opcode < 16; opcode++) {
            Frame frame = new Frame(0, 2, true, 0, opcode, false, Bytes.EMPTY);
            assertEquals(opcode >= 8, frame.isControl(), "opcode " + opcode);
        }
    }

    @Test
    void aClientsFrameHasTheShortestLengthThatFits() {
        assertEquals("818001020304", hex(Frame.ofClient(Frame.TEXT, true, new byte[0], 0x01020304)));
        assertEquals(6 + 125, Frame.ofClient(Frame.TEXT, true, new byte[125], 7).size());
        assertEquals(8 + 126, Frame.ofClient(Frame.TEXT, true, new byte[126], 7).size());
    }

    @Test
    void aLengthThatNoFrameHasIsTheEnd() {
        FrameReader reader = new FrameReader();
        reader.read(bytes("817f8000000000000000 0000"), frame -> {
            throw new AssertionError(frame);
        });
        assertTrue(reader.isLost());
        assertFalse(new FrameReader().isLost());
    }

    private static void assertFrame(String hex, boolean fin, int opcode, boolean masked, String payload) {
        Bytes bytes = bytes(hex);
        for (int size : new int[] {bytes.size(), 1}) {
            Frame frame = read(bytes, size).getFirst();
            Frame wanted = new Frame(0, bytes.size(), fin, 0, opcode, masked, Bytes.ofUtf8(payload));
            assertEquals(wanted, frame);
        }
    }

    private static List<Frame> read(Bytes bytes, int size) {
        List<Frame> frames = new ArrayList<>();
        FrameReader reader = new FrameReader();
        for (int at = 0; at < bytes.size(); at += size) {
            reader.read(bytes.slice(at, Math.min(bytes.size(), at + size)), frames::add);
        }
        return frames;
    }

    private static Bytes bytes(String hex) {
        return Bytes.of(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
