package workbook.checker.sse;

import java.util.ArrayList;
import java.util.List;

/**
 * A second reader, as naive as can be, to compare with: it has the whole stream at once and follows the sentences of
 * HTML 9.2.6 and of the Encoding Standard's UTF-8 decoder one by one. It knows no offsets and no notes.
 */
final class ReferenceReader {
    final List<String> events = new ArrayList<>();
    String lastEventId = "";

    ReferenceReader(byte[] stream) {
        String text = decode(stream);
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
        String type = "";
        String data = "";
        String id = "";
        for (int i = 0; i < lines.length - 1; i++) { // the last one has no line end
            String[] field = lines[i].split(":", 2);
            String value = field.length < 2 ? "" : field[1].startsWith(" ") ? field[1].substring(1) : field[1];
            if (lines[i].isEmpty()) {
                lastEventId = id;
                if (!data.isEmpty()) {
                    events.add(event(type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1), id));
                }
                type = "";
                data = "";
            } else if (lines[i].startsWith(":")) {
                continue;
            } else if (field[0].equals("event")) {
                type = value;
            } else if (field[0].equals("data")) {
                data += value + "\n";
            } else if (field[0].equals("id") && !value.contains("\0")) {
                id = value;
            }
        }
    }

    static String event(String type, String data, String lastEventId) {
        return "type=" + type + " data=" + data + " id=" + lastEventId;
    }

    /** The steps of "UTF-8 decoder", with the names that they use. */
    static String decode(byte[] stream) {
        StringBuilder out = new StringBuilder();
        int codePoint = 0;
        int bytesSeen = 0;
        int bytesNeeded = 0;
        int lower = 0x80;
        int upper = 0xBF;
        for (int i = 0; i < stream.length; i++) {
            int b = stream[i] & 0xFF;
            if (bytesNeeded == 0) {
                if (b <= 0x7F) {
                    out.append((char) b);
                } else if (b >= 0xC2 && b <= 0xDF) {
                    bytesNeeded = 1;
                    codePoint = b & 0x1F;
                } else if (b >= 0xE0 && b <= 0xEF) {
                    lower = b == 0xE0 ? 0xA0 : lower;
                    upper = b == 0xED ? 0x9F : upper;
                    bytesNeeded = 2;
                    codePoint = b & 0xF;
                } else if (b >= 0xF0 && b <= 0xF4) {
                    lower = b == 0xF0 ? 0x90 : lower;
                    upper = b == 0xF4 ? 0x8F : upper;
                    bytesNeeded = 3;
                    codePoint = b & 0x7;
                } else {
                    out.append('\uFFFD');
                }
                continue;
            }
            if (b < lower || b > upper) {
                codePoint = bytesNeeded = bytesSeen = 0;
                lower = 0x80;
                upper = 0xBF;
                i--; // "restore byte to ioQueue"
                out.append('\uFFFD');
                continue;
            }
            lower = 0x80;
            upper = 0xBF;
            codePoint = (codePoint << 6) | (b & 0x3F);
            bytesSeen++;
            if (bytesSeen == bytesNeeded) {
                out.appendCodePoint(codePoint);
                codePoint = bytesNeeded = bytesSeen = 0;
            }
        }
        return bytesNeeded == 0 ? out.toString() : out.append('\uFFFD').toString();
    }
}
