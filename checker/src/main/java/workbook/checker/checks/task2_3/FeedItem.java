package workbook.checker.checks.task2_3;

import static workbook.checker.text.Text.same;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigInteger;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.PrintedObject;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/**
 * What an event of task 2.3 carries.
 *
 * @param event the event that held the item
 */
record FeedItem(BigInteger n, String text, StreamItem.Event event) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final double LARGEST_EXACT = 0x1p53;
    private static final int SHOWN = 120;

    /**
     * The event's data, read.
     *
     * @throws CheckFailure if it is not as the contract has it
     */
    static FeedItem of(Connection connection, StreamItem.Event event) {
        JsonNode data = json(event.data());
        if (!data.isObject()) {
            throw fault(connection, event, notAnObject(event.data()));
        }
        JsonNode n = data.path("n");
        if (!isWhole(n)) {
            throw fault(
                    connection,
                    event,
                    n.isMissingNode()
                            ? Text.text("the key n is missing", "缺少键 n")
                            : Text.text("n must be a whole number, without quotes", "n 必须是整数，不带引号"));
        }
        JsonNode text = data.path("text");
        if (!text.isTextual() || text.asText().isEmpty()) {
            throw fault(
                    connection,
                    event,
                    text.isMissingNode()
                            ? Text.text("the key text is missing", "缺少键 text")
                            : Text.text("text must be a string that is not empty", "text 必须是非空字符串"));
        }
        return new FeedItem(n.isIntegralNumber() ? n.bigIntegerValue() : whole(n), text.asText(), event);
    }

    private static JsonNode json(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** JSON knows one kind of number: 1.0 is 1, and some languages write it so. */
    private static boolean isWhole(JsonNode n) {
        return n.isIntegralNumber()
                || n.isNumber() && n.asDouble() == Math.rint(n.asDouble()) && Math.abs(n.asDouble()) < LARGEST_EXACT;
    }

    private static BigInteger whole(JsonNode n) {
        return BigInteger.valueOf((long) n.asDouble());
    }

    private static Text notAnObject(String data) {
        return PrintedObject.cause(data).orElseGet(() -> notPrinted(data));
    }

    private static Text notPrinted(String data) {
        if (data.startsWith("data:")) {
            return Text.text(
                    "the sink writes \"data:\" itself; give it the JSON and nothing else",
                    "\"data:\" 由 sink 自己来写；交给它的应当只是 JSON");
        }
        if (data.startsWith("{")) {
            return Text.text(
                    "JSON put together by hand; Jackson sets the quotes and escapes what needs it",
                    "手工拼接的 JSON；交给 Jackson，引号和转义都由它处理");
        }
        return Text.text("the bare text is sent, not an object around it", "只发送了文本本身，外面没有 JSON 对象");
    }

    private static CheckFailure fault(Connection connection, StreamItem.Event event, Text likely) {
        return Fault.expected(Text.text("data such as %s", "形如 %s 的 data", "{\"n\": 1, \"text\": \"…\"}"))
                .received(same(Clip.characters(WireText.escape(event.data()), SHOWN)))
                .why(Text.text(
                        "data is one JSON object, so that a page can read it with JSON.parse",
                        "data 是一个 JSON 对象，页面用 JSON.parse 就能读取"))
                .likely(likely)
                .at(connection, event.start(), Text.text("this event", "就是这个事件"))
                .failure();
    }
}
