package workbook.checker.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.text.Language;
import workbook.checker.text.Visible;

/**
 * A conversation as {@code web/wire-log.js} reads it.
 *
 * <pre>{@code
 * {"name": "connection 1", "reproduce": "curl -N …",
 *  "lines": [{"at": 4.0, "kind": "bytes", "text": "data: tick\\n\\n", "chunkEdge": true, "dispatched": ["…"]}],
 *  "mark": {"line": 0, "column": 6, "note": "…"}}
 * }</pre>
 */
public final class WireJson {
    private WireJson() {}

    public static String of(Conversation conversation, Language language) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("name", Visible.line(conversation.name().in(language)))
                .put("reproduce", Visible.line(conversation.reproduce()));
        ArrayNode lines = node.putArray("lines");
        conversation.lines().forEach(line -> lines.add(line(line, language)));
        conversation.mark().ifPresent(mark -> node.putObject("mark")
                .put("line", mark.line())
                .put("column", column(conversation, mark, language))
                .put("note", Visible.line(mark.note().in(language))));
        return node.toString();
    }

    /** One line, as the log of the page appends it. */
    public static ObjectNode line(WireLine line, Language language) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("at", line.at().toNanos() / 1e6)
                .put("kind", line.kind().name().toLowerCase(Locale.ROOT))
                .put("text", Visible.bytes(line.text().in(language)))
                .put("chunkEdge", line.chunkEdge());
        ArrayNode dispatched = node.putArray("dispatched");
        line.dispatched().forEach(event -> dispatched.add(Visible.bytes(event)));
        return node;
    }

    /** The column of the mark in the text that is shown, which is longer if anything had to be escaped again. */
    private static int column(Conversation conversation, Conversation.Mark mark, Language language) {
        if (mark.line() >= conversation.lines().size()) {
            return mark.column();
        }
        String text = conversation.lines().get(mark.line()).text().in(language);
        return Visible.bytes(text.substring(0, Math.clamp(mark.column(), 0, text.length())))
                .length();
    }
}
