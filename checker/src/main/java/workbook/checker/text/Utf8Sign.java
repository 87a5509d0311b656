package workbook.checker.text;

/**
 * One character of UTF-8, or one byte that is none (RFC 3629). A decoded character is a {@code long}: its length in
 * bytes above, its code point below, -1 for a byte that begins no valid sequence.
 */
public final class Utf8Sign {
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    private Utf8Sign() {}

    public static long decode(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        int length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return pack(1, -1);
        }
        int codePoint = length == 1 ? lead : lead & (0x7f >> length);
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return pack(1, -1);
            }
            codePoint = codePoint << 6 | bytes[i] & 0x3f;
        }
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean valid = codePoint >= LEAST[length] && codePoint <= Character.MAX_CODE_POINT && !surrogate;
        return valid ? pack(length, codePoint) : pack(1, -1);
    }

    public static int length(long decoded) {
        return (int) (decoded >>> 32);
    }

    public static int codePoint(long decoded) {
        return (int) decoded;
    }

    public static boolean valid(long decoded) {
        return codePoint(decoded) >= 0;
    }

    private static long pack(int length, int codePoint) {
        return (long) length << 32 | codePoint & 0xffffffffL;
    }
}
