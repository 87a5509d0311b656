package workbook.checker.sse;

import java.nio.charset.StandardCharsets;

/**
 * The UTF-8 decoder of the Encoding Standard: one U+FFFD for each maximal subpart of an ill-formed sequence. The JDK's
 * decoder is not used for ill-formed bytes: it makes one U+FFFD of {@code ED A0 80}, where browsers make three.
 */
public final class Utf8 {
    private Utf8() {}

    /** Called for each replacement: the bytes from {@code from} to {@code to} became one U+FFFD. */
    interface ReplacementListener {
        void bytes(int from, int to);
    }

    static String decode(byte[] bytes, int from, int to, ReplacementListener listener) {
        int ascii = asciiEnd(bytes, from, to);
        if (ascii == to) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(to - from);
        int run = from;
        for (int i = ascii; i < to; ) {
            int length = sequence(bytes, i, to);
            if (length < 0) {
                text.append(quick(bytes, run, i)).append('\uFFFD');
                run = i - length;
                listener.bytes(i, run);
            }
            i = asciiEnd(bytes, i + Math.abs(length), to);
        }
        // Nothing appended: all is well-formed, and one string will do.
        String rest = quick(bytes, run, to);
        return text.isEmpty() ? rest : text.append(rest).toString();
    }

    /** Decodes with the JDK, which is several times as fast, and right unless it replaced something. */
    public static String quick(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether this text may come from ill-formed bytes. A U+FFFD may also have been sent as such. */
    static boolean mayHaveReplaced(String quick) {
        return quick.indexOf('\uFFFD') >= 0;
    }

    private static int asciiEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /**
     * The length of the well-formed sequence that starts with the byte at {@code at}, or, negated, of the
     * maximal subpart to replace (RFC 3629; Encoding Standard, "UTF-8 decoder"; {@code lower} and {@code upper} are its
     * "lower boundary" and "upper boundary").
     */
    public static int sequence(byte[] bytes, int at, int to) {
        if (bytes[at] >= 0) {
            return 1;
        }
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        int lower = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int upper = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        for (int n = 1; n < length; n++) {
            int next = at + n < to ? bytes[at + n] & 0xFF : -1;
            if (next < lower || next > upper) {
                return -n;
            }
            lower = 0x80;
            upper = 0xBF;
        }
        return length;
    }
}
