package workbook.checker.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import workbook.checker.finding.WireText;
import workbook.checker.text.Clip;

/** One thing that a client says it has seen. */
public sealed interface Seen {

    /**
     * An event that was dispatched.
     *
     * @param id the last event id as the client has it then; empty where it does not tell
     */
    record Event(String type, String data, Optional<String> id) implements Seen {}

    /** @param text everything behind the colon; some clients take one space away */
    record Comment(String text) implements Seen {}

    /** The stream was opened. */
    record Open() implements Seen {}

    /** The client met with an error, of which it may come back or not. */
    record Failure(String text) implements Seen {}

    /** What a client said that is none of these. */
    record Unreadable(String line) implements Seen {}

    ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a line that a client printed: {@code {"type": …, "data": …, "id": …}}, {@code {"comment": …}}, {@code {"open":
     * …}} or {@code {"error": …}}. A lone type or id without data is no event.
     */
    static Seen of(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node == null || !node.isObject() ? new Unreadable(line) : of(node, line);
        } catch (JsonProcessingException notJson) {
            return new Unreadable(line);
        }
    }

    private static Seen of(JsonNode node, String line) {
        if (node.has("data")) {
            return new Event(
                    node.path("type").asText("message"),
                    node.get("data").asText(),
                    node.hasNonNull("id") ? Optional.of(node.get("id").asText()) : Optional.empty());
        }
        if (node.has("comment")) {
            return new Comment(node.get("comment").asText());
        }
        if (node.has("error")) {
            return new Failure(node.get("error").asText());
        }
        return node.has("open") ? new Open() : new Unreadable(line);
    }

    /** In short, with bytes that nobody can see made visible. */
    default String shown() {
        return switch (this) {
            case Event event ->
                WireText.event(event.type(), event.data(), event.id().orElse(""));
            case Comment comment -> "comment " + WireText.quoted(comment.text());
            case Open open -> "open";
            case Failure failure -> "error " + WireText.quoted(failure.text());
            case Unreadable unreadable -> "? " + WireText.escape(Clip.characters(unreadable.line(), 120));
        };
    }
}
