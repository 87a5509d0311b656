package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/**
 * A notification in its two encoded forms, for answers and for streams. It is encoded once, however many readers get
 * it, and the bytes never change.
 *
 * @param json one object, the same in each answer and on each stream
 * @param block the event in UTF-8, with the blank line that dispatches it
 */
record Notification(String id, String json, byte[] block) {

    static Notification of(String id, Draft draft) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("level", draft.level().word())
                .put("title", draft.title())
                .put("text", draft.text())
                .toString();
        // One data line is enough for any text: JSON writes a line break in it as \n or \r.
        String block = "id: " + id + "\nevent: notification\ndata: " + json + "\n\n";
        return new Notification(id, json, block.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes in memory, or a few less: a string may take two for each character. */
    int size() {
        return 2 * json.length() + block.length;
    }
}
