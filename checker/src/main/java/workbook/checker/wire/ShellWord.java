package workbook.checker.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.http.Bytes;

/** Quotes bytes as one word of a POSIX shell. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    /**
     * What a terminal would not show as one sign of its own. A line feed may stand in single quotes as it is; $( ) would drop
     * one at its end.
     */
    private static final Pattern UNPRINTABLE = Pattern.compile(
            "[[\\p{Cc}&&[^\n]]\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}\\uFFFD\\uFE00-\\uFE0F[\\p{Zs}&&[^ ]]]+");

    private static final Pattern NOT_ASCII = Pattern.compile("[\\x00-\\x1F\\x7F-\\xFF&&[^\n]]+");

    private ShellWord() {}

    static String quote(Bytes bytes) {
        if (PLAIN.matcher(bytes.latin1()).matches()) {
            return bytes.latin1();
        }
        // UTF-8 stays readable; in anything else each byte above ASCII must be spelled out.
        boolean utf8 = isUtf8(bytes);
        String text = utf8 ? bytes.utf8() : bytes.latin1();
        String quoted = "'" + text.replace("'", "'\\''") + "'";
        String spelled = (utf8 ? UNPRINTABLE : NOT_ASCII).matcher(quoted).replaceAll(run -> spelledOut(run, utf8));
        return spelled.replaceAll("^''(?=\")|(?<=\")''$", "");
    }

    /** {@code $'…'} would be shorter, but dash, which is sh on Debian and Ubuntu, does not know it. */
    private static String spelledOut(MatchResult run, boolean utf8) {
        Bytes bytes = utf8 ? Bytes.ofUtf8(run.group()) : Bytes.ofLatin1(run.group());
        return Matcher.quoteReplacement("'\"$(printf '" + octal(bytes) + "')\"'");
    }

    /** Escapes bytes for the format of printf(1): what is visible ASCII stays as it is. */
    static String octal(Bytes bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.size(); i++) {
            int b = bytes.at(i) & 0xFF;
            switch (b) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '%' -> text.append("%%");
                case '\\' -> text.append("\\\\");
                default ->
                    text.append(b >= 0x20 && b < 0x7F && b != '\'' ? String.valueOf((char) b) : "\\%03o".formatted(b));
            }
        }
        return text.toString();
    }

    private static boolean isUtf8(Bytes bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
