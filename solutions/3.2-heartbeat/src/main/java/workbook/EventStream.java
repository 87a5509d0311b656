package workbook;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The blocks of the stream as bytes. All clients share the arrays, so nobody may change them. */
final class EventStream {

    /** The line ends of an event stream (HTML 9.2.6). {@code \R} would also split at U+0085 and U+2028. */
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private static final byte[] HEARTBEAT = bytes(": heartbeat\n\n");

    private EventStream() {}

    /** A comment: it dispatches nothing, and has no id that a client could resume from. */
    static byte[] heartbeat() {
        return HEARTBEAT;
    }

    /** A message with this text. Every line of the text needs a data field of its own. */
    static byte[] message(String id, String text) {
        StringBuilder block = new StringBuilder(text.length() + 32);
        block.append("id: ").append(id).append('\n');
        for (String line : LINE_END.split(text, -1)) { // -1 keeps an empty last line
            block.append("data: ").append(line).append('\n');
        }
        return bytes(block.append('\n').toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
