package workbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the body of a request. Given, and the same in every task: the lessons are about what goes out, not about what
 * comes in. How much may come in says {@code server.max-payload-size}; more is answered 413.
 */
final class RequestBody {

    /** Jackson's own limits stay on: they stop a body of 100 000 brackets before it fills the stack. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .nodeFactory(new WholeCharacters())
            .build();

    private RequestBody() {}

    /**
     * The text of a body.
     *
     * @throws IllegalArgumentException with a message for the sender, if the body is not UTF-8
     */
    static String text(ServerRequest req) throws IOException {
        try {
            byte[] body = req.content().inputStream().readAllBytes();
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("body: got bytes that are not UTF-8", e);
        } catch (DataReader.InsufficientDataAvailableException e) {
            // The sender left in mid-body: there is nobody to answer, and no fault of ours to log.
            throw new CloseConnectionException("the body ended early", e);
        }
    }

    /**
     * The JSON of a body.
     *
     * <p>Any page may send text and forms to any server. For JSON, a browser asks that server first (CORS), and ours
     * does not allow it. So another media type is answered 415.
     *
     * @throws IllegalArgumentException with a message for the sender, if the body is not JSON in UTF-8
     */
    static JsonNode json(ServerRequest req) throws IOException {
        String type = req.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new HttpException("Content-Type: want application/json", Status.UNSUPPORTED_MEDIA_TYPE_415, true);
        }
        try {
            return JSON.readTree(text(req)); // decoded before: Jackson would also take UTF-16 and some malformed UTF-8
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: got no valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * JSON can carry half a character, the escape of one surrogate, which UTF-8 cannot. Each half becomes U+FFFD, the
     * replacement character, here and not as a question mark on the wire.
     */
    private static final class WholeCharacters extends JsonNodeFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public TextNode textNode(String text) {
            return super.textNode(text.codePoints()
                    .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
    }
}
