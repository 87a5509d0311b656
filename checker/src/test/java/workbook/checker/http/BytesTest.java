package workbook.checker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void aSliceEqualsTheSameBytesElsewhere() {
        Bytes slice = Bytes.ofUtf8("xabcx").slice(1, 4);
        assertEquals(Bytes.ofUtf8("abc"), slice);
        assertEquals(Bytes.ofUtf8("abc").hashCode(), slice.hashCode());
        assertNotEquals(Bytes.ofUtf8("abd"), slice);
        assertNotEquals(Bytes.ofUtf8("abcx"), slice);
        assertNotEquals("abc", slice);
    }

    /** As those of arrays and lists: the order counts. */
    @Test
    void theHashIsThatOfAnArray() {
        assertEquals(
                Arrays.hashCode(new byte[] {1, -2, 3}),
                Bytes.of((byte) 1, (byte) -2, (byte) 3).hashCode());
        assertEquals(1, Bytes.EMPTY.hashCode());
    }

    @Test
    void whatIsLongIsCutAndCounted() {
        assertEquals('"' + "x".repeat(60) + '"', Bytes.ofUtf8("x".repeat(60)).quoted());
        assertEquals(
                '"' + "x".repeat(60) + "\" and 3 bytes more",
                Bytes.ofUtf8("x".repeat(63)).quoted());
    }

    @Test
    void whatCanBePrintedIsShownAsItIs() {
        assertEquals("\\x1F ~\\x7F\\x80", Bytes.ofLatin1("\u001f ~\u007f\u0080").escaped());
    }
}
