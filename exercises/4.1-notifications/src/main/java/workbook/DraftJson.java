package workbook;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;

/**
 * Reads a notification from the body of a request. Given is what every JSON body needs; the three fields are yours.
 *
 * <p>Strict, because what is let in here is shown to everybody. But what a text says is nobody's business here: a {@code
 * <script>} in it is a text about scripts, and it is for the page to show it as one.
 */
final class DraftJson {

    private DraftJson() {}

    /**
     * @throws IllegalArgumentException with a message for the sender that begins with the field that is wrong
     */
    static Draft read(ServerRequest req) throws IOException {
        JsonNode json = RequestBody.json(req);
        if (!json.isObject()) {
            throw new IllegalArgumentException("body: got " + shown(json) + ", want a JSON object");
        }
        // TODO 12: refuse what breaks a rule
        // TODO 13: name the field that is wrong
        throw new UnsupportedOperationException("DraftJson.read is not written yet");
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
