package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** One {@code GET /poll} and its answer. */
final class Poll {

    private static final int MOST = 80;

    private final Probe probe;
    private final ResponseHead head;
    private final Connection connection;

    private Poll(Probe probe, ResponseHead head, Connection connection) {
        this.probe = probe;
        this.head = head;
        this.connection = connection;
    }

    static Poll ask(Probe probe) {
        Connection connection = probe.getJson("/poll");
        ResponseHead head = probe.requireHead(connection);
        connection.awaitEnd(probe.answer());
        return new Poll(probe, head, connection);
    }

    Connection connection() {
        return connection;
    }

    /** The number in the answer. */
    long requireTick() {
        Optional<JsonNode> tick = tick(connection.json());
        if (head.status() != 200 || tick.isEmpty()) {
            throw Fault.expected(text("status 200 and {\"tick\": n}", "状态码 200 和 {\"tick\": n}"))
                    .received(text("status %d and %s", "状态码 %d 和 %s", head.status(), body()))
                    .why(text("a whole number below the key \"tick\", as JSON", "JSON，键 \"tick\" 下是一个整数"))
                    .likely(cause())
                    .on(connection)
                    .failure();
        }
        requireJsonType();
        return tick.get().asLong();
    }

    static Optional<JsonNode> tick(Optional<JsonNode> json) {
        return json.map(node -> node.path("tick")).filter(JsonNode::isIntegralNumber);
    }

    private void requireJsonType() {
        String type = head.headers().first("content-type").orElse("");
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json") && !essence.endsWith("+json")) {
            throw Fault.expected(same("Content-Type: application/json"))
                    .received(
                            type.isEmpty()
                                    ? text("no Content-Type", "没有 Content-Type")
                                    : same("Content-Type: " + WireText.escape(type)))
                    .why(text("the type says how the bytes are to be read", "类型说明字节该怎么读"))
                    .likely(text(
                            "a String was sent, and its type is text/plain; set the header before send",
                            "发送的是 String，类型就成了 text/plain；在 send 之前设置这个响应头"))
                    .on(connection)
                    .failure();
        }
    }

    private Text cause() {
        return switch (head.status()) {
            case 404, 405 ->
                text("no route for GET /poll; look at routing(HttpRules)", "没有 GET /poll 对应的路由；检查 routing(HttpRules)");
            case 200 ->
                connection.json().isEmpty()
                        ? text(
                                "this is no JSON: in it every key stands in quotes; JsonNodeFactory writes it for you",
                                "这不是 JSON：JSON 的每个键都要加引号；JsonNodeFactory 会替你写好")
                        : text("another key, the number as a string, or the bare number", "键名不对，把数字写成了字符串，或者只发了数字本身");
            default -> text("the handler threw an exception, or sets this status", "处理函数抛出了异常，或者设置了这个状态码");
        };
    }

    private String body() {
        return Clip.characters(WireText.of(connection.body()).text(), MOST);
    }

    void requireNotCached() {
        Expectations.requireNotCached(
                probe,
                connection,
                text(
                        "the same GET again and again is what caches are made for: a poll from a cache is an old tick",
                        "反复发同一个 GET，正是缓存最爱处理的：从缓存来的轮询结果是旧的计数"),
                text("the header is missing; set it before send", "缺少该响应头；在 send 之前设置"));
    }
}
