package workbook.checker.sse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The fields that have a meaning (9.2.6 "process the field"). Names are compared byte by byte: no case folding, no
 * trimming.
 */
enum Field {
    EVENT,
    DATA,
    ID,
    RETRY,
    UNKNOWN;

    private final byte[] bytes = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);

    static Field named(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 2 -> ID.orUnknown(bytes, from, to);
            case 4 -> DATA.orUnknown(bytes, from, to);
            case 5 -> bytes[from] == 'e' ? EVENT.orUnknown(bytes, from, to) : RETRY.orUnknown(bytes, from, to);
            default -> UNKNOWN;
        };
    }

    private Field orUnknown(byte[] name, int from, int to) {
        return Arrays.equals(bytes, 0, bytes.length, name, from, to) ? this : UNKNOWN;
    }
}
