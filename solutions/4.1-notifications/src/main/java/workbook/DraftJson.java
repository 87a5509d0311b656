package workbook;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Reads a notification from the body of a request.
 *
 * <p>Strict, because what is let in here is shown to everybody. But what a text says is nobody's business here: a {@code
 * <script>} in it is a text about scripts, and it is for the page to show it as one.
 */
final class DraftJson {

    private static final String LEVELS =
            Arrays.stream(Level.values()).map(Level::word).collect(Collectors.joining(", "));

    private DraftJson() {}

    /**
     * @throws IllegalArgumentException with a message for the sender that begins with the field that is wrong
     */
    static Draft read(ServerRequest req) throws IOException {
        JsonNode json = RequestBody.json(req);
        if (!json.isObject()) {
            throw new IllegalArgumentException("body: got " + shown(json) + ", want a JSON object");
        }
        return new Draft(level(json.path("level")), title(json.path("title")), text(json.path("text")));
    }

    private static Level level(JsonNode value) {
        return Arrays.stream(Level.values())
                .filter(level -> level.word().equals(value.textValue()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("level: got " + shown(value) + ", want one of " + LEVELS));
    }

    private static String title(JsonNode value) {
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException(
                    "title: got " + shown(value) + ", want a string of at least one character");
        }
        return value.textValue();
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("text: got " + shown(value) + ", want a string or nothing");
        }
        return value.textValue();
    }

    /** Enough of the value for its sender to recognise it, and no more. */
    private static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "nothing";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> abbreviated(value.toString());
        };
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
