package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.checker.finding.WireText;
import workbook.checker.sse.StreamItem;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** Says why bytes that came are not the events that were wanted (HTML 9.2.6). */
final class FramingDiagnosis {

    private static final int SHOWN = 5;
    private static final Set<String> FIELDS = Set.of("data", "event", "id", "retry");

    private final Connection connection;
    private final String body;
    private final Fault fault;

    private FramingDiagnosis(Connection connection, Text wanted) {
        this.connection = connection;
        this.body = new String(connection.body(), StandardCharsets.UTF_8);
        List<ArrivedItem<StreamItem.Event>> events = connection.events();
        this.fault = Fault.expected(wanted).received(events(events.size())).browser(dispatched(events));
    }

    static CheckFailure explain(Connection connection, int wanted) {
        FramingDiagnosis unframed = new FramingDiagnosis(connection, text("exactly %s", "恰好 %s", events(wanted)));
        return connection.events().size() > wanted ? unframed.tooMany(wanted) : unframed.tooFew();
    }

    /** Why there is no event at all. */
    static CheckFailure explainNone(Connection connection) {
        return new FramingDiagnosis(connection, text("at least 1 event", "至少 1 个事件")).tooFew();
    }

    static Text events(int count) {
        return count == 1 ? text("1 event", "1 个事件") : text("%d events", "%d 个事件", count);
    }

    private static Text dispatched(List<ArrivedItem<StreamItem.Event>> events) {
        if (events.isEmpty()) {
            return text("nothing is dispatched, and no error is raised", "什么都不派发，也不报错");
        }
        String shown = String.join(
                ", ",
                events.stream()
                        .limit(SHOWN)
                        .map(event -> WireTranscript.browser(event.item()))
                        .toList());
        return same(events.size() > SHOWN ? shown + ", …" : shown);
    }

    private CheckFailure tooMany(int wanted) {
        StreamItem.Event extra = connection.events().get(wanted).item();
        boolean lostLine = !connection.notes(Kind.LINE_WITHOUT_COLON).isEmpty()
                || extra.data().isEmpty();
        return fault.why(text("every blank line ends an event", "每个空行都会结束一个事件"))
                .likely(
                        lostLine
                                ? text(
                                        "a blank line inside the data; every line of the payload needs a \"data:\" of its own",
                                        "data 内部出现了空行；载荷的每一行都需要自己的 \"data:\"")
                                : text("something is written twice, or a second event is added", "同一内容写了两次，或者多写了一个事件"))
                .at(connection, extra.start(), text("one event too many begins here", "多出来的事件从这里开始"))
                .failure();
    }

    private CheckFailure tooFew() {
        if (body.isEmpty()) {
            return fault.why(text("an event is the bytes \"data: …\" and a blank line", "一个事件就是 \"data: …\" 加一个空行这些字节"))
                    .likely(text(
                            "nothing was written before the handler returned, which ends the answer; or it was not flushed",
                            "处理函数返回前什么都没写，而返回就意味着响应结束；或者没有 flush"))
                    .on(connection)
                    .failure();
        }
        if (escapedLineEnds()) {
            return fault.why(
                            text("a line ends with the byte 0A, not with a backslash and an n", "行以字节 0A 结束，而不是反斜杠加 n"))
                    .likely(text("\"\\\\n\" in the source; write \"\\n\"", "源码里写成了 \"\\\\n\"；应写 \"\\n\""))
                    .at(connection, offsetOf("\\n"), text("these are two characters", "这是两个字符"))
                    .failure();
        }
        return unfinished().or(this::unknownField).or(this::withoutData).orElseGet(this::unexplained);
    }

    /** A single {@code \n} may belong to JSON; two in a row, or one in a body without a blank line, were meant to end a line. */
    private boolean escapedLineEnds() {
        return body.contains("\\n\\n") || body.contains("\\n") && !body.contains("\n\n");
    }

    private Optional<CheckFailure> unfinished() {
        return connection.notes(Kind.UNFINISHED_EVENT).stream().findFirst().map(note -> fault.why(text(
                        "a blank line dispatches an event; what is unfinished at the end is thrown away",
                        "空行才会派发事件；结束时还未完成的内容会被丢弃"))
                .likely(text(
                        "the last line needs two line ends: one for itself, one for the blank line",
                        "最后一行需要两个换行：一个结束本行，一个构成空行"))
                .at(connection, connection.body().length, text("the blank line is missing", "缺少空行"))
                .failure());
    }

    private Optional<CheckFailure> unknownField() {
        return connection.items(StreamItem.Note.class).stream()
                .map(ArrivedItem::item)
                .filter(note -> note.kind() == Kind.UNKNOWN_FIELD
                        || note.kind() == Kind.LINE_WITHOUT_COLON
                        || note.kind() == Kind.UNFINISHED_LINE)
                .findFirst()
                .map(note -> fault.why(text(
                                "only lines that begin with \"data:\" carry the payload; other names are ignored",
                                "只有以 \"data:\" 开头的行才携带载荷；其他字段名会被忽略"))
                        .likely(causeOfUnknown(note.text()))
                        .at(connection, note.start(), text("read as an unknown field, so ignored", "被当作未知字段而忽略"))
                        .failure());
    }

    private static Text causeOfUnknown(String line) {
        String shown = WireText.escape(Clip.characters(line, 20));
        return line.startsWith(" ") && FIELDS.contains(line.strip().split(":", 2)[0])
                ? text(
                        "white space in front of the field, such as the indentation of a text block: \"%s\" is another name",
                        "字段名前面有空白，例如文本块的缩进：\"%s\" 是另一个字段名", shown)
                : text("the payload is written without \"data: \" in front (%s)", "载荷前面没有写 \"data: \"（%s）", shown);
    }

    /** A block of nothing but a type; one with only an id or a retry is meant to dispatch nothing. */
    private Optional<CheckFailure> withoutData() {
        return connection.notes(Kind.BLOCK_WITHOUT_DATA).stream()
                .filter(note -> !note.text().isEmpty())
                .findFirst()
                .map(note -> fault.why(text(
                                "a block without a \"data:\" line dispatches nothing, whatever its type",
                                "没有 \"data:\" 行的块不会派发任何事件，不论类型是什么"))
                        .likely(text(
                                "only the type is sent; the data of the event is missing, or in a block of its own",
                                "只发送了类型；缺少事件的 data，或者它在另一个块里"))
                        .at(connection, note.start(), text("a type, but no data", "有类型，但没有 data"))
                        .failure());
    }

    private CheckFailure unexplained() {
        return fault.why(text("an event is the bytes \"data: …\" and a blank line", "一个事件就是 \"data: …\" 加一个空行这些字节"))
                .likely(text("look at the bytes", "看看实际的字节"))
                .on(connection)
                .failure();
    }

    private long offsetOf(String needle) {
        return body.substring(0, body.indexOf(needle)).getBytes(StandardCharsets.UTF_8).length;
    }
}
