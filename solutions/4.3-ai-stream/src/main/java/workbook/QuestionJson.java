package workbook;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;

/** Reads the question of a request. Given: the lesson is about what goes out, not about what comes in. */
final class QuestionJson {

    private QuestionJson() {}

    /**
     * @throws IllegalArgumentException with a message for the sender, if there is no question in the body
     */
    static String read(ServerRequest req) throws IOException {
        JsonNode question = RequestBody.json(req).path("question");
        if (!question.isTextual() || question.textValue().isBlank()) {
            throw new IllegalArgumentException("question: want a string that is not blank");
        }
        return question.textValue();
    }
}
