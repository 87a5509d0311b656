package workbook.checker.checks.task1_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** What task 1.2 requires of comments and of blocks without data. */
final class SilentFields {

    static final Text NULL = text(
            "JSON null became the text \"null\"; null means that there is none",
            "JSON 的 null 变成了文本 \"null\"；null 表示没有");

    private SilentFields() {}

    static void requireComment(Connection connection, String comment) {
        List<String> wanted = List.of(Payload.asReceived(comment).split("\n", -1));
        List<String> got = connection.items(StreamItem.Comment.class).stream()
                .map(arrived -> arrived.item().text())
                .toList();
        int found = 0;
        for (String line : got) {
            if (found < wanted.size() && isLine(line, wanted.get(found))) {
                found++;
            }
        }
        if (found == wanted.size()) {
            return;
        }
        throw Fault.expected(same(WireText.escape(": " + String.join("\n: ", wanted))))
                .received(
                        got.isEmpty()
                                ? text("no comment", "没有注释")
                                : same(WireText.escape(":" + String.join("\n:", got))))
                .why(text(
                        "a comment is a line that begins with a colon; each line of its text needs one",
                        "注释是以冒号开头的行；文本的每一行都需要一个冒号"))
                .likely(text("the comment is not written, or not split into lines", "没有写出注释，或者没有按行拆分"))
                .on(connection)
                .failure();
    }

    /** The rules give the text of a comment no meaning, so the space behind the colon is free. */
    private static boolean isLine(String got, String wanted) {
        return got.equals(wanted) || got.equals(" " + wanted);
    }

    static void requireNothing(Connection connection, EchoRequest request) {
        List<ArrivedItem<StreamItem.Event>> events = connection.events();
        if (events.isEmpty()) {
            return;
        }
        StreamItem.Event event = events.getFirst().item();
        boolean comment = request.text("comment").isPresent();
        Fault fault = Fault.expected(text("no event", "没有事件"))
                .received(same(WireText.escape(event.type()) + " \"" + WireText.escape(event.data()) + "\""));
        throw (comment ? injected(fault) : request.text("Data").isPresent() ? mistaken(fault) : invented(fault, event))
                .at(connection, event.start(), text("this becomes an event", "这里变成了事件"))
                .failure();
    }

    private static Fault injected(Fault fault) {
        return fault.why(text(
                        "a line break ends a comment; the next line of its text needs a colon of its own",
                        "换行会结束注释；文本的下一行需要自己的冒号"))
                .likely(text(
                        "the comment was not split at LF, CR and CRLF, so its sender writes fields of his own",
                        "注释没有在 LF、CR 和 CRLF 处拆分，发送者就能写入自己的字段"));
    }

    private static Fault mistaken(Fault fault) {
        return fault.why(text(
                        "the names of JSON are compared letter by letter: \"Data\" is a key that nobody knows",
                        "JSON 的键名逐字母比较：\"Data\" 是一个谁也不认识的键"))
                .likely(text(
                        "a reader that takes \"Data\" for \"data\", as encoding/json of Go does: read into a map, and look \"data\" up",
                        "解析时把 \"Data\" 当成了 \"data\"，Go 的 encoding/json 就是这样：请读进 map，再查 \"data\""));
    }

    private static Fault invented(Fault fault, StreamItem.Event event) {
        return fault.why(text(
                        "without a \"data:\" line nothing is dispatched; an empty one dispatches an empty message",
                        "没有 \"data:\" 行就不派发；空的 \"data:\" 行会派发一条空消息"))
                .likely(
                        event.data().equals("null")
                                ? NULL
                                : text(
                                        "a \"data:\" line is written though no data was sent",
                                        "没有 data 却写出了 \"data:\" 行"));
    }
}
