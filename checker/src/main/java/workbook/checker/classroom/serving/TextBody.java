package workbook.checker.classroom.serving;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the body of a request, and answers one that is refused. */
public final class TextBody {

    /** A body with more bytes than allowed. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private TextBody() {}

    /**
     * Returns the body as text; empty if there is none.
     *
     * @throws TooLarge if it has more bytes than that; the rest is not read
     * @throws IllegalArgumentException if it is not UTF-8
     */
    public static String text(ServerRequest req, int largest) throws IOException {
        if (req.headers().contentLength().orElse(0) > largest) {
            throw new TooLarge();
        }
        if (!req.content().hasEntity()) {
            return "";
        }
        try {
            byte[] body = req.content().inputStream().readNBytes(largest + 1);
            TimedConnections.bodyCame();
            if (body.length > largest) {
                throw new TooLarge();
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("body: not UTF-8", e);
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException e) {
            throw new CloseConnectionException("the body ended early, or did not come", e);
        }
    }

    /** Answers and closes the connection, because a body that was not read must not be taken for the next request. */
    public static void refuse(ServerResponse res, Status status, String answer) {
        res.status(status);
        res.header(HeaderValues.CONNECTION_CLOSE);
        res.send(answer);
    }
}
