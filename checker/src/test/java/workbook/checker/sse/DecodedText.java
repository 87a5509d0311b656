package workbook.checker.sse;

/** The decoder of the reader, for tests of other packages. */
public final class DecodedText {

    private DecodedText() {}

    /** One U+FFFD for each maximal part that is no UTF-8 (Encoding Standard). */
    public static String of(byte[] bytes) {
        return Utf8.decode(bytes, 0, bytes.length, (from, to) -> {});
    }
}
