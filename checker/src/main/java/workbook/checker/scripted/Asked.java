package workbook.checker.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/**
 * One request to the model.
 *
 * @param body missing if it is no JSON
 */
public record Asked(Request request, JsonNode body, Answer answer) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Asked of(Request request, Answer answer) {
        try {
            return new Asked(request, JSON.readTree(request.body()), answer);
        } catch (IOException none) {
            return new Asked(request, MissingNode.getInstance(), answer);
        }
    }

    /** The last message of the conversation, which is the question. */
    public JsonNode lastMessage() {
        JsonNode messages = body.path("messages");
        return messages.isEmpty() ? MissingNode.getInstance() : messages.get(messages.size() - 1);
    }

    /** When the client closed the connection before the answer had ended, by {@link System#nanoTime()}. */
    public Optional<Long> left() {
        return answer.left();
    }
}
