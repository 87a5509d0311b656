package workbook.checker.classroom.console;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.wire.WireRequest;
import workbook.checker.workbook.ConsoleInput.Body;
import workbook.checker.workbook.ConsoleInput.Destination;
import workbook.checker.workbook.ConsoleInput.JsonBody;
import workbook.checker.workbook.ConsoleInput.LogFile;
import workbook.checker.workbook.ConsoleInput.PlainBody;
import workbook.checker.workbook.ConsoleInput.Post;
import workbook.checker.workbook.ConsoleInput.Prefix;

/**
 * Sends a typed line where the registry says it goes.
 *
 * @param folder that of the running solution
 */
record SendAction(ConsoleClient client, Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    void send(Destination destination, String line) throws ConsoleClient.SendFailure {
        switch (destination) {
            case Post post -> post(post, line);
            case LogFile file -> append(folder.resolve(file.path()), line);
        }
    }

    private void post(Post post, String line) throws ConsoleClient.SendFailure {
        WireRequest request = request(client, post, line);
        switch (post.stream()) {
            case EVENTS -> client.ask(request);
            case ANSWER -> client.send(request);
            case NAMED -> openNamed(client.ask(request));
        }
    }

    /** The request that a line becomes. */
    static WireRequest request(ConsoleClient client, Post post, String line) {
        byte[] body = body(post.body(), line).getBytes(StandardCharsets.UTF_8);
        WireRequest request = WireRequest.post(client.base().resolve(post.path()), type(post.body()), body);
        for (var header : post.headers().entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return request;
    }

    private static String type(Body body) {
        return switch (body) {
            case PlainBody plain -> "text/plain; charset=utf-8";
            case JsonBody json -> "application/json";
        };
    }

    private static String body(Body body, String line) {
        return switch (body) {
            case PlainBody plain -> line;
            case JsonBody json ->
                parsed(line).orElseGet(() -> object(json, line)).toString();
        };
    }

    private static ObjectNode object(JsonBody body, String line) {
        ObjectNode object = Json.object();
        if (body.prefix().isEmpty()) {
            return object.put(body.key(), line);
        }
        Prefix prefix = body.prefix().get();
        String words =
                String.join("|", prefix.words().stream().map(Pattern::quote).toList());
        Matcher parts = Pattern.compile("(?s)(" + words + ")\\s*[:：]\\s*(.+)").matcher(line);
        return parts.matches()
                ? object.put(prefix.key(), parts.group(1)).put(body.key(), parts.group(2))
                : object.put(prefix.key(), prefix.words().getFirst()).put(body.key(), line);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            JsonNode node = text.strip().startsWith("{") ? JSON.readTree(text) : null;
            return Optional.ofNullable(node).filter(JsonNode::isObject);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private void openNamed(String answer) throws ConsoleClient.SendFailure {
        String events = parsed(answer).map(node -> node.path("events").asText()).orElse("");
        if (!events.startsWith("/")) {
            throw new ConsoleClient.SendFailure(text("the answer names no events", "响应里没有 events 地址"));
        }
        client.send(WireRequest.get(client.base().resolve(events)).with("Accept", "text/event-stream"));
    }

    private static void append(Path file, String line) throws ConsoleClient.SendFailure {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, line.replaceAll("[\r\n]+", " ") + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ConsoleClient.SendFailure(text("the file cannot be written: %s", "无法写入文件：%s", e.getMessage()));
        }
    }
}
