package workbook.checker.faulty.task1_2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.StrictUtf8;
import workbook.checker.scripted.Request;

/** Task 1.2 done right, in parts. A faulty server overrides the part in which it sins. */
public class EchoServer implements Handler {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final BigInteger LARGEST = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        JsonNode event;
        try {
            event = parse(request.body());
        } catch (IllegalArgumentException bad) {
            refuse(reply, bad.getMessage());
            return;
        }
        head(reply, event);
        send(reply, bytes(encode(event)));
        end(reply);
    }

    JsonNode parse(byte[] body) throws IOException {
        try {
            JsonNode event = JSON.readTree(StrictUtf8.decode(body));
            if (event == null || !event.isObject()) {
                throw new IllegalArgumentException("a JSON object is wanted");
            }
            validate(event);
            return event;
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw new IllegalArgumentException("no JSON");
        }
    }

    void validate(JsonNode event) {
        for (String key : List.of("id", "type", "data", "comment")) {
            require(!present(event, key) || event.get(key).isTextual(), key + " must be a string");
        }
        if (present(event, "retry")) {
            JsonNode retry = event.get("retry");
            require(retry.isIntegralNumber(), "retry must be a whole number");
            require(retry.bigIntegerValue().signum() >= 0, "retry must not be negative");
            require(retry.bigIntegerValue().compareTo(LARGEST) <= 0, "retry is too large");
        }
        oneLine(event, "id");
        oneLine(event, "type");
        require(!present(event, "id") || event.get("id").asText().indexOf(0) < 0, "id must not hold a NUL");
    }

    void oneLine(JsonNode event, String key) {
        require(
                !present(event, key) || event.get(key).asText().chars().noneMatch(Set.of(10, 13)::contains),
                key + " must be one line");
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    void refuse(Reply reply, String message) {
        reply.json(400, "{\"error\": \"" + message + "\"}").cut();
    }

    void head(Reply reply, JsonNode event) {
        reply.eventStream();
    }

    String encode(JsonNode event) {
        String block = (present(event, "id") ? id(event.get("id").asText()) : "")
                + (present(event, "type") ? type(event.get("type").asText()) : "")
                + (present(event, "retry") ? retry(event.get("retry").asLong()) : "")
                + (present(event, "comment") ? comment(event.get("comment").asText()) : "")
                + (present(event, "data") ? data(event.get("data").asText()) : "");
        return block.isEmpty() ? "" : block + blankLine();
    }

    static boolean present(JsonNode event, String key) {
        return event.hasNonNull(key);
    }

    String id(String id) {
        return "id: " + id + "\n";
    }

    String type(String type) {
        return "event: " + type + "\n";
    }

    String retry(long retry) {
        return "retry: " + retry + "\n";
    }

    String comment(String comment) {
        return lines(": ", comment);
    }

    String data(String data) {
        return lines("data: ", data);
    }

    static String lines(String prefix, String text) {
        return prefix + String.join("\n" + prefix, text.split("\r\n|\r|\n", -1)) + "\n";
    }

    String blankLine() {
        return "\n";
    }

    byte[] bytes(String stream) {
        return stream.getBytes(StandardCharsets.UTF_8);
    }

    void send(Reply reply, byte[] bytes) throws Exception {
        reply.write(bytes);
    }

    void end(Reply reply) throws Exception {
        reply.end();
    }
}
