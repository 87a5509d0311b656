package workbook.checker.checks.task2_3;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.text.Text;

/** The types of a run of events, character for character: notification and update, in turn. */
final class TypeSequence {

    private static final Set<String> TYPES = Set.of("notification", "update");

    private final Connection connection;
    private final StreamItem.Event event;
    private final String type;

    private TypeSequence(Connection connection, StreamItem.Event event) {
        this.connection = connection;
        this.event = event;
        this.type = event.type();
    }

    static void require(Connection connection, List<StreamItem.Event> events) {
        for (int i = 0; i < events.size(); i++) {
            TypeSequence seen = new TypeSequence(connection, events.get(i));
            if (!TYPES.contains(seen.type)) {
                throw seen.wrong();
            }
            if (i > 0 && seen.type.equals(events.get(i - 1).type())) {
                throw seen.twice();
            }
        }
    }

    private CheckFailure wrong() {
        String shown = WireText.escape(type);
        return Fault.expected(text("type \"notification\" or \"update\"", "类型是 \"notification\" 或 \"update\""))
                .received(text("type \"%s\"", "类型是 \"%s\"", shown))
                .browser(
                        switch (type) {
                            case "message" ->
                                text(
                                        "onmessage is called; listeners for notification and update are not",
                                        "调用 onmessage；notification 和 update 的监听器都不会被调用");
                            case "error", "open" ->
                                text(
                                        "calls on%s, as if it were the state of the connection",
                                        "调用 on%s，就好像连接状态发生了变化", shown);
                            default -> text("only listeners for \"%s\" are called", "只会调用监听 \"%s\" 的函数", shown);
                        })
                .why(text(
                        "the line \"event: …\" names the listener, character for character",
                        "\"event: …\" 一行逐字指定由哪个监听器接收"))
                .likely(causeOfWrong())
                .at(connection, event.start(), text("this event", "就是这个事件"))
                .failure();
    }

    private Text causeOfWrong() {
        if (TYPES.contains(type.strip())) {
            return text(
                    "white space around the type; only one space behind the colon is taken away",
                    "类型前后有多余的空白；读取方只会去掉冒号后的一个空格");
        }
        if (TYPES.stream().anyMatch(type::equalsIgnoreCase)) {
            return text(
                    "capital letters; \"Update\" is another type than \"update\"",
                    "大小写不对；\"Update\" 与 \"update\" 是两种类型");
        }
        if (type.equals("error") || type.equals("open")) {
            return text(
                    "EventSource uses this name for the connection itself; call the event notification or update",
                    "EventSource 用这个名字表示连接本身的状态；事件应叫 notification 或 update");
        }
        if (!type.equals("message")) {
            return text(
                    "one more type, or another name for it; there are these two and no other", "多了一种类型，或者名字不同；只有这两种类型");
        }
        return splitInTwo()
                .or(this::misnamedField)
                .orElse(text(
                        "no line \"event: …\" in this block; SseEvent.builder().name(\"update\") writes one",
                        "这个块里没有 \"event: …\" 一行；SseEvent.builder().name(\"update\") 会写出它"));
    }

    private Optional<Text> splitInTwo() {
        return connection.notes(Kind.BLOCK_WITHOUT_DATA).stream()
                .filter(note -> note.end() <= event.start()
                        && TYPES.contains(note.text().strip()))
                .findFirst()
                .map(note -> text(
                        "a blank line between \"event:\" and \"data:\" makes two blocks of them, and the first dispatches nothing",
                        "\"event:\" 与 \"data:\" 之间的空行把它们分成了两个块，前一个块不派发任何事件"));
    }

    private Optional<Text> misnamedField() {
        return connection.items(StreamItem.Note.class).stream()
                .map(ArrivedItem::item)
                .filter(note -> note.kind() == Kind.UNKNOWN_FIELD
                        && note.start() >= event.start()
                        && note.start() < event.end())
                .findFirst()
                .map(note -> text(
                        "the field is called \"event\", not \"%s\"",
                        "字段名是 \"event\"，不是 \"%s\"", WireText.escape(note.text())));
    }

    private CheckFailure twice() {
        String other = type.equals("update") ? "notification" : "update";
        return Fault.expected(text("type \"%s\"", "类型是 \"%s\"", other))
                .received(text("type \"%s\" a second time", "又一次出现类型 \"%s\"", type))
                .why(text("the two types come strictly in turn", "两种类型严格交替出现"))
                .likely(text(
                        "the type hangs on the text, on chance, or on what other clients got; take it from n, odd or even",
                        "类型取决于文本、随机数，或者别的客户端；应由 n 的奇偶决定"))
                .at(connection, event.start(), text("the same type as the event before", "与前一个事件类型相同"))
                .failure();
    }
}
