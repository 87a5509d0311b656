package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Streams written as text, and the ways to cut and read them. */
final class Wire {
    private Wire() {}

    static List<StreamItem> read(String wire) {
        return read(new EventStreamReader(), List.of(wire.getBytes(UTF_8)));
    }

    /** Reads all items of a stream that ends after the last piece. */
    static List<StreamItem> read(EventStreamReader reader, List<byte[]> pieces) {
        List<StreamItem> items = new ArrayList<>();
        pieces.forEach(piece -> reader.read(piece, 0, piece.length, items::add));
        reader.end(items::add);
        return items;
    }

    static <T extends StreamItem> List<T> only(Class<T> type, List<StreamItem> items) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Bytes from hex text such as {@code "ED A0 80"}. */
    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] join(List<byte[]> pieces) {
        byte[] all = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    static List<byte[]> byteByByte(byte[] all) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte one : all) {
            pieces.add(new byte[] {one});
        }
        return pieces;
    }

    /** Cuts the stream into pieces of 0 to 8 bytes. */
    static List<byte[]> cut(byte[] all, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < all.length; ) {
            int behind = Math.min(all.length, at + random.nextInt(9));
            pieces.add(Arrays.copyOfRange(all, at, behind));
            at = behind;
        }
        return pieces;
    }
}
