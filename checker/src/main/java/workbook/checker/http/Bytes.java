package workbook.checker.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Immutable bytes, compared by content. A slice shares its array with the whole, so that a log holding a read and the
 * body bytes within it pays for them once.
 */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int from;
    private final int size;

    private Bytes(byte[] array, int from, int size) {
        this.array = array;
        this.from = from;
        this.size = size;
    }

    /** A copy of {@code bytes}. */
    public static Bytes of(byte... bytes) {
        return wrap(bytes.clone());
    }

    public static Bytes ofUtf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes one byte of each character.
     *
     * @throws IllegalArgumentException if a character is above U+00FF
     */
    public static Bytes ofLatin1(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            if (c > 0xFF) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "received U+%04X at index %d, wanted Latin-1; give the bytes of the encoding you mean",
                        (int) c,
                        i));
            }
            bytes[i] = (byte) c;
        }
        return wrap(bytes);
    }

    /** Uses the array without copying it: the caller promises never to write to it again. */
    public static Bytes wrap(byte[] bytes) {
        return new Bytes(bytes, 0, bytes.length);
    }

    /** All parts, one after another. */
    public static Bytes concat(List<Bytes> parts) {
        byte[] all =
                new byte[Math.toIntExact(parts.stream().mapToLong(Bytes::size).sum())];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.array, part.from, all, at, part.size);
            at += part.size;
        }
        return wrap(all);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public byte at(int index) {
        return array[from + Objects.checkIndex(index, size)];
    }

    /** The bytes from {@code start} (inclusive) to {@code end} (exclusive), without a copy. */
    public Bytes slice(int start, int end) {
        Objects.checkFromToIndex(start, end, size);
        return new Bytes(array, from + start, end - start);
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, from, from + size);
    }

    /** The bytes as UTF-8, with U+FFFD for malformed ones. */
    public String utf8() {
        return text(StandardCharsets.UTF_8);
    }

    /** The bytes as Latin-1, one character each, so that nothing is lost. */
    public String latin1() {
        return text(StandardCharsets.ISO_8859_1);
    }

    private String text(Charset charset) {
        return new String(array, from, size, charset);
    }

    /** Printable ASCII as it is, any other byte as {@code \r}, {@code \n}, {@code \t} or {@code \xHH}. */
    public String escaped() {
        StringBuilder text = new StringBuilder(size + 16);
        for (int i = 0; i < size; i++) {
            int b = array[from + i] & 0xFF;
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                default -> text.append(b >= 0x20 && b < 0x7F ? String.valueOf((char) b) : "\\x%02X".formatted(b));
            }
        }
        return text.toString();
    }

    /** {@link #escaped()} in double quotes, cut after 60 bytes with the number of those left out. */
    public String quoted() {
        int shown = Math.min(size, 60);
        String more = size > shown ? String.format(Locale.ROOT, " and %d bytes more", size - shown) : "";
        return '"' + slice(0, shown).escaped() + '"' + more;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, from, from + size, that.array, that.from, that.from + that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < from + size; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return quoted();
    }
}
