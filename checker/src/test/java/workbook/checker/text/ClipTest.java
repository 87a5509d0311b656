package workbook.checker.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a text may be cut. */
class ClipTest {

    @Test
    void whatFitsStaysAsItIs() {
        assertEquals("four", Clip.characters("four", 4));
        assertEquals("", Clip.characters("", 4));
        assertEquals("four", Clip.columns("four", 4, "…"));
        assertEquals("four", Clip.end("four", 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👋",
                "e\u0301",
                "👍🏽",
                "👩\u200d💻",
                "🇨🇳",
                "❤\ufe0f",
                "각",
                "\\n",
                "\\x9f",
                "\\u202e",
                "\\ud83d\\udc4b"
            })
    void aSignIsKeptWholeOrNotAtAll(String sign) {
        String text = "ab" + sign + "cd";
        for (int most = 2; most < 2 + sign.length(); most++) {
            assertEquals("ab…", Clip.characters(text, most));
        }
        assertEquals("ab" + sign + "…", Clip.characters(text, 2 + sign.length()));
        for (int most = 2; most < 2 + sign.length(); most++) {
            assertEquals("cd", Clip.end(text, most));
        }
        assertEquals(sign + "cd", Clip.end(text, 2 + sign.length()));
    }

    @Test
    void aBackslashThatBeginsNoEscapeIsASignOfItsOwn() {
        assertEquals("\\…", Clip.characters("\\👋👋", 2));
        assertEquals("\\x…", Clip.characters("\\x👋👋", 3));
    }

    /** Without the bound, a letter with a million marks would get through. */
    @Test
    void aSignLongerThanTheBoundIsCut() {
        assertEquals(11, Clip.characters("e" + "\u0301".repeat(1000), 10).length());
        assertEquals("…", Clip.characters("👋👋", 1));
        assertTrue(Clip.end("e" + "\u0301".repeat(1000), 10).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"你好世界, 5, 你好…", "你好世界, 4, 你…", "e\u0301e\u0301e\u0301, 2, e\u0301…", "a👋bc, 3, a…", "ab\\x9f, 4, ab…"})
    void columnsAreThoseOfATerminal(String text, int width, String shown) {
        assertEquals(shown, Clip.columns(text, width, "…"));
    }
}
