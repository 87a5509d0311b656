package workbook.checker.faulty.task4_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.stream.Collectors;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.servers.ReplayServer;
import workbook.checker.scripted.Request;

/** Task 4.1 done right, in parts. The text of a message is the notification as JSON, still without its id. */
class NotificationServer extends ReplayServer {

    static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected int capacity() {
        return Integer.parseInt(setting("NOTIFICATIONS_HISTORY", "100"));
    }

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        switch (request.method() + " " + request.target()) {
            case "POST /notifications" -> post(request.body(), reply);
            case "GET /notifications" -> reply.json(200, history()).cut();
            default -> super.answer(request, reply);
        }
    }

    @Override
    protected void post(byte[] body, Reply reply) throws Exception {
        try {
            ObjectNode draft = draft(parse(decode(body)));
            accept(reply, object(publish(draft.toString()), draft.toString()), draft);
        } catch (IllegalArgumentException e) {
            refuse(reply, e.getMessage());
        } catch (CharacterCodingException e) {
            refuse(reply, "body: not UTF-8");
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: no JSON", e);
        }
    }

    /** Level, title and text, and nothing else. */
    ObjectNode draft(JsonNode body) {
        require(body.isObject(), "body: no object");
        return JSON.createObjectNode()
                .put("level", level(body.path("level")))
                .put("title", title(body.path("title")))
                .put("text", text(body.path("text")));
    }

    String level(JsonNode value) {
        require(List.of("success", "warning", "error").contains(value.asText()), "level: not one of the three");
        return value.asText();
    }

    String title(JsonNode value) {
        require(value.isTextual() && !value.asText().isEmpty(), "title: no string, or empty");
        return value.asText();
    }

    String text(JsonNode value) {
        require(value.isTextual() || value.isNull() || value.isMissingNode(), "text: no string");
        return value.isTextual() ? value.asText() : "";
    }

    static void require(boolean condition, String error) {
        if (!condition) {
            throw new IllegalArgumentException(error);
        }
    }

    void refuse(Reply reply, String error) {
        reply.json(400, "{\"error\": \"" + error + "\"}").cut();
    }

    void accept(Reply reply, String object, ObjectNode draft) {
        reply.json(201, object).cut();
    }

    /** The notification as everybody sees it. */
    String object(String id, String draft) {
        return "{\"id\":\"" + id + "\"," + draft.substring(1);
    }

    String history() throws Exception {
        lock.lock();
        try {
            return array(buffer);
        } finally {
            lock.unlock();
        }
    }

    String array(List<Message> messages) {
        return messages.stream()
                .map(message -> object(id(message.number()), message.text()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    protected String event(Message message) {
        return "id: " + id(message.number()) + "\nevent: " + type(message) + "\n"
                + data(object(id(message.number()), message.text())) + "\n";
    }

    String type(Message message) {
        return "notification";
    }
}
