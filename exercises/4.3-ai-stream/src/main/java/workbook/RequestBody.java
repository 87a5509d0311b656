package workbook;

import com.fasterxml.jackson.core.JsonProcessingException;
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

/** Reads the question of a request. Given: the lesson is about what goes out, not about what comes in. */
final class RequestBody {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestBody() {}

    /**
     * @throws IllegalArgumentException with a message for the sender, if there is no question in the body
     */
    static String question(ServerRequest req) throws IOException {
        JsonNode question = parse(body(req)).path("question");
        if (!question.isTextual() || question.textValue().isBlank()) {
            throw new IllegalArgumentException("question: want a string that is not blank");
        }
        return question.textValue();
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

    private static byte[] body(ServerRequest req) throws IOException {
        try {
            return req.content().inputStream().readAllBytes();
        } catch (DataReader.InsufficientDataAvailableException e) {
            // The sender left in mid-body: there is nobody to answer, and no fault of ours to log.
            throw new CloseConnectionException("the body ended early", e);
        }
    }
}
