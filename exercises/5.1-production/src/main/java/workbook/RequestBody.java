package workbook;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the text of a request. Given: the lesson is about what goes out, not about what comes in. */
final class RequestBody {

    private RequestBody() {}

    /**
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
}
