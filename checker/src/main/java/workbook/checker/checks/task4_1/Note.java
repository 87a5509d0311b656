package workbook.checker.checks.task4_1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A notification before it is posted. */
record Note(String level, String title, String text) {

    private static final List<String> LEVELS = List.of("success", "warning", "error");

    /** A note with this title, whose level follows from the title. */
    static Note of(String title) {
        return new Note(LEVELS.get(Math.floorMod(title.hashCode(), LEVELS.size())), title, "");
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("level", level)
                .put("title", title)
                .put("text", text);
    }

    byte[] body() {
        return json().toString().getBytes(StandardCharsets.UTF_8);
    }
}
