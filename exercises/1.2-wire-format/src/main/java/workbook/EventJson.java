package workbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads an event from the body of a request. Given: the lesson is about what goes out, not about what comes in.
 *
 * <p>Strict about form (UTF-8, one JSON object, strings where strings belong), because what is guessed here is wrong on
 * the wire. What an event may hold is for {@link Event} to say.
 */
final class EventJson {

    /** Jackson's own limits stay on: they stop a body of 100 000 brackets before it fills the stack. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private EventJson() {}

    /**
     * @throws IllegalArgumentException with a message for the sender, if the body describes no event
     */
    static Event read(ServerRequest req) throws IOException {
        JsonNode json = parse(body(req));
        if (!json.isObject()) {
            throw new IllegalArgumentException("body: got " + shown(json) + ", want a JSON object");
        }
        return new Event(
                text(json, "id"), text(json, "type"), text(json, "data"), number(json, "retry"), text(json, "comment"));
    }

    private static byte[] body(ServerRequest req) throws IOException {
        try {
            return req.content().inputStream().readAllBytes();
        } catch (DataReader.InsufficientDataAvailableException e) {
            // The client left in mid-body: there is nobody to answer, and no fault of ours to log.
            throw new CloseConnectionException("the body ended early", e);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            // Decoded here, because Jackson would also accept UTF-16 and some malformed UTF-8.
            CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return JSON.readTree(text.toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("body: got bytes that are not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: got no valid JSON: " + e.getOriginalMessage(), e);
        }
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
