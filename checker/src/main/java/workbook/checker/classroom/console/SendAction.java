package workbook.checker.classroom.console;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/**
 * How an event is sent in a task.
 *
 * @param hint what the line of text is taken for
 * @param sample what stands there first
 * @param many whether many may be sent at a time
 */
record SendAction(Text hint, String sample, boolean many, Act act) {

    /** Sends what a line of text stands for. */
    interface Act {
        void send(ConsoleClient post, Path folder, String line) throws ConsoleClient.NotTaken;
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NOTICE = Pattern.compile("(?s)(success|warning|error)\\s*[:：]\\s*(.+)");

    private static final Text MESSAGE = text("a message: POST /messages", "一条消息：POST /messages");
    private static final SendAction MESSAGES =
            new SendAction(MESSAGE, "Hello 你好 1", true, (post, folder, line) -> post.ask(post.text("/messages", line)));

    private static final Map<String, SendAction> BY_TASK = Map.of(
            "1.2",
            new SendAction(
                    text("data, or a whole event as JSON: POST /echo", "data 文本，或整个事件的 JSON：POST /echo"),
                    "{\"id\": \"7\", \"type\": \"tick\", \"data\": \"one\\ntwo\", \"retry\": 3000}",
                    false,
                    (post, folder, line) -> post.send(post.json("/echo", object(line, "data")))),
            "3.1",
            MESSAGES,
            "3.2",
            MESSAGES,
            "3.3",
            MESSAGES,
            "5.1",
            MESSAGES,
            "4.1",
            new SendAction(
                    text("level: title, as in warning: Stock is low", "级别: 标题，例如 warning: 库存不足"),
                    "warning: Stock is low 库存不足",
                    false,
                    (post, folder, line) -> post.ask(post.json("/notifications", notification(line)))),
            "4.2",
            new SendAction(
                    text("a line, appended to the log file", "追加到日志文件的一行"),
                    "ERROR order 4711: no stock 没有库存",
                    false,
                    (post, folder, line) -> append(folder.resolve("target/demo.log"), line)),
            "4.3",
            new SendAction(
                    text("a question: POST /questions, then GET its events", "一个问题：POST /questions，然后 GET 它的事件流"),
                    "What is Last-Event-ID for?",
                    false,
                    (post, folder, line) -> question(post, line)),
            "5.2",
            new SendAction(
                    text("a question: POST /ask with its token", "一个问题：带上令牌 POST /ask"),
                    "What is a chunk?",
                    false,
                    (post, folder, line) -> post.send(
                            post.json("/ask", object(line, "question")).with("Authorization", "Bearer workbook"))));

    /** Tasks whose server speaks by itself have none. */
    static Optional<SendAction> of(String task) {
        return Optional.ofNullable(BY_TASK.get(task));
    }

    /** A line that is an object of JSON goes as it is. */
    private static String object(String line, String key) {
        return parsed(line)
                .map(JsonNode::toString)
                .orElseGet(() -> Json.object().put(key, line).toString());
    }

    private static Optional<JsonNode> parsed(String line) {
        try {
            JsonNode node = line.strip().startsWith("{") ? JSON.readTree(line) : null;
            return Optional.ofNullable(node).filter(JsonNode::isObject);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private static String notification(String line) {
        Optional<JsonNode> whole = parsed(line);
        if (whole.isPresent()) {
            return whole.get().toString();
        }
        Matcher parts = NOTICE.matcher(line);
        ObjectNode notice = Json.object();
        return parts.matches()
                ? notice.put("level", parts.group(1))
                        .put("title", parts.group(2))
                        .toString()
                : notice.put("level", "success").put("title", line).toString();
    }

    private static void question(ConsoleClient post, String line) throws ConsoleClient.NotTaken {
        String answer = post.ask(post.json("/questions", object(line, "question")));
        String events = parsed(answer).map(node -> node.path("events").asText()).orElse("");
        if (!events.startsWith("/")) {
            throw new ConsoleClient.NotTaken(text("the answer names no events", "响应里没有 events 地址"));
        }
        post.send(WireRequest.get(post.base().resolve(events)).with("Accept", "text/event-stream"));
    }

    private static void append(Path file, String line) throws ConsoleClient.NotTaken {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, line.replaceAll("[\r\n]+", " ") + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ConsoleClient.NotTaken(text("the file cannot be written: %s", "无法写入文件：%s", e.getMessage()));
        }
    }
}
