package workbook.checker.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.checker.text.Visible;

class WireTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    64 61 74 61 3a 0d 0a | data:\\r\\n
                    e4 bd a0 f0 9f 91 8b | 你👋
                    09 00 1b 5b 32 4a 7f | \\t\\0\\u001b[2J\\u007f
                    5c 6e 22             | \\\\n"
                    c2 a0 e2 80 a8       | \\u00a0\\u2028
                    e2 80 ae ef bb bf    | \\u202e\\ufeff
                    ff fe 61             | \\xff\\xfea
                    e4 bd 0a             | \\xe4\\xbd\\n
                    c0 80 ed a0 80       | \\xc0\\x80\\xed\\xa0\\x80
                    f5 80 f4 90 80 80    | \\xf5\\x80\\xf4\\x90\\x80\\x80
                    ef bf bd             | \\ufffd
                    """)
    void showsWhatIsThere(String bytes, String text) {
        assertEquals(text, WireText.of(hex(bytes)).text());
    }

    @Test
    void aBackslashIsDoubledSoThatItIsNoLineBreak() {
        assertEquals("a\\\\nb\\n", WireText.of("a\\nb\n".getBytes(UTF_8)).text());
        assertEquals("a\\\\nb\\n", WireText.escape("a\\nb\n"));
    }

    @Test
    void anOffsetInBytesIsFoundInTheText() {
        WireText wire = WireText.of("id:你\n!".getBytes(UTF_8));
        assertEquals("id:你\\n!", wire.text());
        assertEquals(3, wire.column(3));
        assertEquals(3, wire.column(5));
        assertEquals(4, wire.column(6));
        assertEquals(6, wire.column(7));
        assertEquals(7, wire.column(8));
        assertEquals(7, wire.column(999));
    }

    @Test
    void aLoneSurrogateIsShownAsOne() {
        assertEquals("\\ud83d|👋", WireText.escape("\ud83d|👋"));
    }

    @Test
    void longDataIsCutBetweenSigns() {
        String full = "a".repeat(119);
        assertEquals("\"" + full + "…\"", WireText.quoted(full + "👋b"));
        assertEquals("\"" + full + "…\"", WireText.quoted(full + "e\u0301"));
        assertEquals("\"" + full + "b\"", WireText.quoted(full + "b"));
    }

    @Test
    void doingItTwiceChangesNothing() {
        String once = WireText.of(hex("1b 5c 0a ff e2 80 ae")).text();
        assertEquals(once, Visible.bytes(once));
        assertEquals(once, Visible.lines(once));
    }

    private static byte[] hex(String bytes) {
        return HexFormat.ofDelimiter(" ").parseHex(bytes);
    }
}
