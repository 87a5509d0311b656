package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import workbook.checker.checks.resume.Posted;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** A notification as it must stand in the answer, on every stream and in the history: one and the same object. */
record NotificationContent(Note note, String id) implements Posted.Content {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 100;

    @Override
    public void require(Connection connection, StreamItem.Event event, String title) {
        requireType(connection, event);
        fault(object(connection, event)).ifPresent(fault -> {
            throw fault.at(connection, event.start(), text("this block", "就是这个事件块"))
                    .failure();
        });
    }

    /** The data of an event, which must be a JSON object. */
    static JsonNode object(Connection connection, StreamItem.Event event) {
        return json(event.data()).orElseThrow(() -> Fault.expected(text("one JSON object as data", "data 是一个 JSON 对象"))
                .received(same("\"" + shown(event.data()) + "\""))
                .browser(text("JSON.parse(event.data) throws", "JSON.parse(event.data) 抛出异常"))
                .why(text("the data is the object that the POST was answered with", "data 就是 POST 得到的那个对象"))
                .likely(text(
                        "JSON over several lines under one \"data:\", or no JSON: write it in one line",
                        "JSON 有多行却只写了一个 \"data:\"，或者不是 JSON：把它写成一行"))
                .at(connection, event.start(), text("this block", "就是这个事件块"))
                .failure());
    }

    private static void requireType(Connection connection, StreamItem.Event event) {
        if (!event.type().equals("notification")) {
            throw Fault.expected(text("type \"notification\"", "类型 \"notification\""))
                    .received(text("type \"%s\"", "类型 \"%s\"", WireText.escape(event.type())))
                    .browser(text("no listener for \"notification\" is called", "监听 \"notification\" 的函数不会被调用"))
                    .why(text("the line \"event: …\" names the listener", "\"event: …\" 一行指定由哪个监听器接收"))
                    .likely(
                            switch (event.type()) {
                                case "message" ->
                                    text("no line \"event: notification\"", "没有 \"event: notification\" 一行");
                                case "error", "success", "warning" ->
                                    text(
                                            "the level was taken for the type. An event of type \"error\" even calls onerror, as if the line were broken",
                                            "把级别当成了类型。类型为 \"error\" 的事件甚至会触发 onerror，好像连接断了一样");
                                default -> text("a typing error in the type", "类型写错了");
                            })
                    .at(connection, event.start(), text("this block", "就是这个事件块"))
                    .failure();
        }
    }

    static Optional<JsonNode> json(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** What is wrong with an object that should be this one; without a place. */
    Optional<Fault> fault(JsonNode got) {
        return wrong(got, "id", id)
                .or(() -> wrong(got, "level", note.level()))
                .or(() -> wrong(got, "title", note.title()))
                .or(() -> wrong(got, "text", note.text()));
    }

    private static Optional<Fault> wrong(JsonNode got, String key, String wanted) {
        JsonNode value = got.path(key);
        boolean right = key.equals("id")
                ? value.asText().equals(wanted)
                : value.isTextual() && value.textValue().equals(wanted);
        if (right) {
            return Optional.empty();
        }
        return Optional.of(Fault.expected(same("\"%s\": \"%s\"".formatted(key, shown(wanted))))
                .received(
                        value.isMissingNode()
                                ? text("no \"%s\"", "没有 \"%s\"", key)
                                : same("\"%s\": %s"
                                        .formatted(
                                                key,
                                                value.isTextual()
                                                        ? "\"" + shown(value.textValue()) + "\""
                                                        : shown(value.toString()))))
                .why(text(
                        "answer, stream and history hold the same object: an id, and level, title and text as they were sent",
                        "响应、流和历史里是同一个对象：id，以及原样的 level、title、text"))
                .likely(cause(key, value, wanted)));
    }

    private static Text cause(String key, JsonNode value, String wanted) {
        String got = value.asText();
        if (value.isMissingNode() || key.equals("id")) {
            return text("\"%s\" is not put into the object, or comes from elsewhere", "对象里没有放 \"%s\"，或者取错了来源", key);
        }
        if (wanted.isEmpty()) {
            return text("a text that is absent or null is sent as \"\"", "没有 text 或为 null 时，应发送 \"\"");
        }
        if (!got.equals(wanted) && (got.contains("&lt;") || got.contains("&amp;") || got.contains("&quot;"))) {
            return text(
                    "the text was escaped for HTML here. Only the page knows where a text will stand, and it uses textContent",
                    "在这里就做了 HTML 转义。文本会放在哪里只有页面知道，页面会用 textContent");
        }
        if (wanted.contains("<") && !got.contains("<")) {
            return text(
                    "markup was taken out. It is no danger as data, and a text about <b> must say <b>",
                    "把标记删掉了。作为数据它并不危险，而且讲 <b> 的文本就应该显示 <b>");
        }
        if (got.length() < wanted.strip().length() && wanted.startsWith(got.replaceFirst("(…|\\.\\.\\.)$", ""))) {
            return text(
                    "it was cut after %d characters here. How much of it there is room for, only the page knows",
                    "在这里截断成了 %d 个字符。能显示多少，只有页面知道", got.length());
        }
        if (got.equalsIgnoreCase(wanted)) {
            return text(
                    "a level is written in lower case; name() of an enum is its name in Java",
                    "级别要写成小写；枚举的 name() 是它在 Java 里的名字");
        }
        return got.strip().equals(wanted.strip())
                ? text("trim() or strip() on the way; leave the text as it is", "途中用了 trim() 或 strip()；保持文本原样")
                : text("it was changed on the way; build the JSON with a library", "途中被改动了；用 JSON 库来生成");
    }

    /** A text with its control characters by name, cut to one line. */
    static String shown(String text) {
        return Clip.characters(WireText.escape(text), SHOWN);
    }
}
