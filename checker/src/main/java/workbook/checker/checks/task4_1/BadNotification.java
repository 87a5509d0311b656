package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/**
 * A body that {@code POST /notifications} must refuse.
 *
 * @param field the name of the field that is wrong, empty when the whole body is
 */
record BadNotification(String body, String field, Text fault) {

    /** What an error may hold that tells nothing but that a field is wrong. */
    private static final Pattern EMPTY_WORDS =
            Pattern.compile("\\b(level|title|text|field|key|value|parameter|property|input"
                    + "|bad|invalid|wrong|illegal|incorrect|malformed|not|valid|error|request|is|was|the|has|an?|in|of|for)\\b"
                    + "|字段|参数|取值|值|无效|错误|非法|不合法|不正确|有误|的|是|\\p{Punct}|[：。，“”]|\\s");

    static List<BadNotification> all() {
        return Stream.of(bodies(), levels(), titles(), texts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<BadNotification> bodies() {
        Text fault = text("it is no JSON object", "它不是 JSON 对象");
        return Stream.of("hello", "", "[]", "null", "42", "\"error\"", "{\"level\": \"error\", \"title")
                .map(body -> new BadNotification(body, "", fault))
                .toList();
    }

    private static List<BadNotification> levels() {
        Text fault = text("\"level\" must be success, warning or error", "\"level\" 必须是 success、warning 或 error");
        return Stream.of(
                        "",
                        "\"level\": null, ",
                        "\"level\": \"info\", ",
                        "\"level\": \"\", ",
                        "\"level\": 2, ",
                        "\"level\": \"ERROR\", ",
                        "\"level\": \"error \", ",
                        "\"level\": \"error\\n\", ",
                        "\"level\": \"err\", ",
                        "\"level\": \"constructor\", ",
                        "\"level\": [\"error\"], ")
                .map(level -> new BadNotification("{" + level + "\"title\": \"hello\"}", "level", fault))
                .toList();
    }

    private static List<BadNotification> titles() {
        Text fault = text("\"title\" must be a string of at least one character", "\"title\" 必须是至少一个字符的字符串");
        return Stream.of("", ", \"title\": null", ", \"title\": \"\"", ", \"title\": 5", ", \"title\": [\"hello\"]")
                .map(title -> new BadNotification("{\"level\": \"error\"" + title + "}", "title", fault))
                .toList();
    }

    private static List<BadNotification> texts() {
        Text fault = text("\"text\" must be a string, null or absent", "\"text\" 必须是字符串、null，或者没有");
        return Stream.of("5", "false", "[]", "{}")
                .map(value -> new BadNotification(
                        "{\"level\": \"error\", \"title\": \"hello\", \"text\": " + value + "}", "text", fault))
                .toList();
    }

    /** Fails unless the body is refused with a reason. */
    void requireRefused(Probe probe) {
        Connection answer = post(probe);
        ResponseHead head = probe.requireHead(answer);
        Fault fault = Fault.expected(text(
                        "status 400 (or 422) and %s, because %s",
                        "状态码 400（或 422）和 %s，因为%s", same("{\"error\": \"…\"}"), this.fault))
                .why(text("what is let in is shown to everybody, so it is looked at first", "放进来的内容会显示给所有人看，所以要先检查"));
        if (head.status() != 400 && head.status() != 422) {
            throw fault.received(text("status %d", "状态码 %d", head.status()))
                    .likely(
                            head.status() >= 500
                                    ? text("an exception nobody caught; check the input first", "异常没有被捕获；先检查输入")
                                    : text("this input is not checked", "没有检查这种输入"))
                    .on(answer)
                    .failure();
        }
        if (error(answer).isBlank()) {
            throw fault.received(text("no \"error\" in the answer", "响应里没有 \"error\""))
                    .likely(text("the status alone is sent, or another key", "只发送了状态码，或者用了别的键"))
                    .on(answer)
                    .failure();
        }
    }

    /** The reason says which field is meant. */
    void requireNamed(Probe probe) {
        Connection answer = post(probe);
        probe.requireHead(answer);
        String error = error(answer);
        if (!error.toLowerCase(Locale.ROOT).contains(field)) {
            throw Fault.expected(text("\"error\" names %s, because %s", "\"error\" 里出现 %s，因为%s", same(field), fault))
                    .received(same("\"" + NotificationContent.shown(error) + "\""))
                    .why(text("who sends three fields wants to know which one to mend", "对方发来三个字段，想知道该改哪一个"))
                    .likely(text(
                            "one sentence for every fault; begin it with the field, and say what came and what was wanted",
                            "所有错误都用同一句话；以字段名开头，再说收到了什么、应该是什么"))
                    .on(answer)
                    .failure();
        }
    }

    /** The reason says more than that the field is wrong: what came, or what was wanted. */
    void requireReason(Probe probe) {
        Connection answer = post(probe);
        probe.requireHead(answer);
        String error = error(answer);
        if (EMPTY_WORDS.matcher(error.toLowerCase(Locale.ROOT)).replaceAll("").isEmpty()) {
            throw Fault.expected(text(
                            "an error that says what came or what was wanted, for the body %s",
                            "对于请求体 %s，错误信息应说明收到了什么，或应该是什么", this))
                    .received(same("\"" + NotificationContent.shown(error) + "\""))
                    .why(text(
                            "whoever sent it reads this and nothing else: that something is wrong he sees by the status",
                            "发送的人只能看到这句话；出了错，从状态码就已经看得出来"))
                    .likely(text(
                            "the sentence is the field and a word like bad or invalid; say it as: level: got \"info\", want success, warning or error",
                            "这句话只有字段名和“无效”之类的词；可以这样写：level: got \"info\", want success, warning or error"))
                    .on(answer)
                    .failure();
        }
    }

    /** Bytes that are no text are refused by any 4xx. */
    static void requireNotUtf8Refused(Probe probe) {
        byte[] body = "{\"level\": \"error\", \"title\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        Connection answer = probe.postJson(NotificationPosting.PATH, body);
        ResponseHead head = probe.requireHead(answer);
        if (head.status() / 100 != 4) {
            throw Fault.expected(text("any 4xx for bytes that are not UTF-8", "不是 UTF-8 的字节应得到 4xx"))
                    .received(text("status %d", "状态码 %d", head.status()))
                    .why(text(
                            "JSON between systems is UTF-8 (RFC 8259 section 8.1)",
                            "系统之间交换的 JSON 是 UTF-8（RFC 8259 第 8.1 节）"))
                    .likely(text(
                            "new String(bytes) replaces what it cannot read; decode with a CharsetDecoder, which throws",
                            "new String(bytes) 会替换读不懂的字节；用 CharsetDecoder 解码，它会抛出异常"))
                    .on(answer)
                    .failure();
        }
    }

    private Connection post(Probe probe) {
        Connection answer = probe.postJson(NotificationPosting.PATH, body.getBytes(StandardCharsets.UTF_8));
        answer.awaitEnd(probe.answer());
        return answer;
    }

    private static String error(Connection answer) {
        return answer.json()
                .map(json -> json.path("error"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .orElse("");
    }

    @Override
    public String toString() {
        return WireText.escape(body);
    }
}
