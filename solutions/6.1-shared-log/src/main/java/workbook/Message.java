package workbook;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import redis.clients.jedis.StreamEntryID;

/**
 * A message in its encoded form. It is encoded once, however many readers get it, and the bytes never change.
 *
 * @param at its place in the log
 * @param block the event in UTF-8, with the blank line that dispatches it
 */
record Message(StreamEntryID at, String id, byte[] block) {

    /** The line ends of an event stream (HTML 9.2.6). {@code \R} would also split at U+0085 and U+2028. */
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    static Message of(Entry entry) {
        StringBuilder block = new StringBuilder("id: ").append(entry.id()).append('\n');
        for (String line : LINE_END.split(entry.text(), -1)) { // -1 keeps an empty last line
            block.append("data: ").append(line).append('\n');
        }
        return new Message(entry.at(), entry.id(), block.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
}
