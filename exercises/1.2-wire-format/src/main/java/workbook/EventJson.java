package workbook;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;

/**
 * Reads an event from the body of a request. Given: the lesson is about what goes out, not about what comes in.
 *
 * <p>Strict about form (UTF-8, one JSON object, strings where strings belong), because what is guessed here is wrong on
 * the wire. What an event may hold is for {@link Event} to say.
 */
final class EventJson {

    private EventJson() {}

    /**
     * @throws IllegalArgumentException with a message for the sender, if the body describes no event
     */
    static Event read(ServerRequest req) throws IOException {
        JsonNode json = RequestBody.json(req);
        if (!json.isObject()) {
            throw new IllegalArgumentException("body: got " + shown(json) + ", want a JSON object");
        }
        return new Event(
                text(json, "id"), text(json, "type"), text(json, "data"), number(json, "retry"), text(json, "comment"));
    }

    private static String text(JsonNode json, String key) {
        if (!json.hasNonNull(key)) {
            return null;
        }
        JsonNode value = json.get(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(key + ": got " + shown(value) + ", want a string");
        }
        return value.textValue();
    }

    private static Long number(JsonNode json, String key) {
        if (!json.hasNonNull(key)) {
            return null;
        }
        JsonNode value = json.get(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(key + ": got " + shown(value) + ", want a whole number of milliseconds");
        }
        return value.longValue();
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
