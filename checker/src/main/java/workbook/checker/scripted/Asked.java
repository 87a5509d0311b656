package workbook.checker.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;

/** One request to the model, and when the asker closed its connection. */
public final class Asked {

    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final JsonNode body;
    private volatile boolean ended;
    private volatile Long left;

    Asked(String method, String path, Map<String, String> headers, JsonNode body) {
        this.method = method;
        this.path = path;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The value of a header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body; missing if it is no JSON. */
    public JsonNode body() {
        return body;
    }

    /** The last message, where the question stands. */
    public JsonNode lastMessage() {
        JsonNode messages = body.path("messages");
        return messages.isEmpty() ? MissingNode.getInstance() : messages.get(messages.size() - 1);
    }

    /** When the asker closed the connection before the answer had ended, as {@link System#nanoTime()}. */
    public Optional<Long> left() {
        return Optional.ofNullable(left);
    }

    /** The answer is complete: leaving is now what the asker should do. */
    void end() {
        ended = true;
    }

    Optional<Long> leave() {
        if (!ended) {
            left = System.nanoTime();
        }
        return left();
    }
}
