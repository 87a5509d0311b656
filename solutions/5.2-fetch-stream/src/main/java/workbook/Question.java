package workbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Reads a question from a request, and refuses what is not one. Given. */
final class Question {

    private Question() {}

    static String read(ServerRequest req, String token) throws IOException, Refused {
        requireToken(req, token);
        JsonNode question = json(req).path("question");
        if (!question.isTextual() || question.textValue().isBlank()) {
            throw new Refused(Status.BAD_REQUEST_400, "body: want {\"question\": \"...\"}");
        }
        return question.textValue();
    }

    /** Compares in constant time, which does not tell how much of a token is right. */
    private static void requireToken(ServerRequest req, String token) throws Refused {
        byte[] wanted = utf8("Bearer " + token);
        byte[] sent = utf8(req.headers().first(HeaderNames.AUTHORIZATION).orElse(""));
        if (!MessageDigest.isEqual(wanted, sent)) {
            throw new Refused(Status.UNAUTHORIZED_401, "Authorization: the token is missing or wrong");
        }
    }

    private static JsonNode json(ServerRequest req) throws IOException, Refused {
        try {
            return RequestBody.json(req);
        } catch (IllegalArgumentException e) {
            throw new Refused(Status.BAD_REQUEST_400, e.getMessage());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A request that gets no answer, and why. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Status status;

        private Refused(Status status, String reason) {
            super(reason);
            this.status = status;
        }

        void send(ServerResponse res) {
            res.status(status);
            res.header(HeaderValues.CONTENT_TYPE_JSON);
            if (status.code() == Status.UNAUTHORIZED_401.code()) {
                res.header(HeaderNames.WWW_AUTHENTICATE, "Bearer"); // RFC 9110 section 15.5.2
            }
            res.send(JsonNodeFactory.instance
                    .objectNode()
                    .put("error", getMessage())
                    .toString());
        }
    }
}
