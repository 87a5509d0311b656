package workbook.checker.report;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import workbook.checker.finding.WireText;
import workbook.checker.text.Language;
import workbook.checker.text.Visible;

/**
 * The terminal that a text is written for. The command line fills it in: the width from the terminal, colour unless it
 * is a pipe or {@code NO_COLOR} is set, the charset from {@code stdout.encoding}.
 *
 * @param columns at least {@value #LEAST}
 */
public record Terminal(int columns, boolean colour, Charset charset) {
    /** Below this width a wire log cannot be read. */
    public static final int LEAST = 60;

    /** A file instead of a terminal: every character can be written, and nothing is coloured. */
    public static final Terminal FILE = new Terminal(LEAST, false, StandardCharsets.UTF_8);

    public Terminal {
        columns = Math.max(columns, LEAST);
    }

    /** Whether the charset has signs such as ✗ and …; otherwise x and ... stand for them. */
    public boolean unicode() {
        return charset.newEncoder().canEncode("✗✓○…→·");
    }

    /** The language asked for, or English where the charset lacks Chinese characters. */
    public Language speaks(Language wanted) {
        return wanted == Language.EN || charset.newEncoder().canEncode("检查") ? wanted : Language.EN;
    }

    /** Bytes as {@link WireText} shows them, with an escape for each character that the charset lacks. */
    public String bytes(String visible) {
        return charset.name().startsWith("UTF") ? visible : encodable(visible, charset.newEncoder());
    }

    /** A sentence, in which a plainer sign may replace one that the charset lacks. */
    public String words(String visible) {
        return charset.name().startsWith("UTF") ? visible : encodable(plainer(visible), charset.newEncoder());
    }

    private String plainer(String words) {
        return unicode()
                ? words
                : words.replace("…", "...")
                        .replace("→", "->")
                        .replace('·', '-')
                        .replace('×', 'x')
                        .replace('–', '-')
                        .replace('—', '-')
                        .replace('’', '\'')
                        .replace('“', '"')
                        .replace('”', '"');
    }

    private static String encodable(String text, CharsetEncoder encoder) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (codePoint < 0x80 || encoder.canEncode(Character.toString(codePoint))) {
                out.appendCodePoint(codePoint);
            } else {
                Visible.escape(out, codePoint);
            }
        });
        return out.toString();
    }
}
