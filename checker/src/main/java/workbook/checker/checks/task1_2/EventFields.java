package workbook.checker.checks.task1_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.text.Text;

/** What task 1.2 requires of the fields {@code event}, {@code id} and {@code retry}. */
final class EventFields {

    private static final Pattern ID_LINE = Pattern.compile("(?m)^id(:.*)?$");

    private EventFields() {}

    static void requireType(Connection connection, StreamItem.Event event, String wanted) {
        if (event.type().equals(wanted)) {
            return;
        }
        String shown = WireText.escape(wanted);
        throw Fault.expected(text("type \"%s\"", "类型 \"%s\"", shown))
                .received(text("type \"%s\"", "类型 \"%s\"", WireText.escape(event.type())))
                .browser(text("no listener for \"%s\" is called", "监听 \"%s\" 的函数不会被调用", shown))
                .why(text(
                        "the line \"event: …\" names the listener, character for character",
                        "\"event: …\" 一行逐字指定由哪个监听器接收"))
                .likely(causeOfType(connection, event, wanted))
                .at(connection, event.start(), text("this block", "就是这个事件块"))
                .failure();
    }

    private static Text causeOfType(Connection connection, StreamItem.Event event, String wanted) {
        boolean ownBlock = connection.notes(Kind.BLOCK_WITHOUT_DATA).stream()
                .anyMatch(note -> note.text().equals(wanted));
        if (ownBlock) {
            return text(
                    "a blank line between \"event:\" and \"data:\" makes two blocks of them; the first has no data and is lost",
                    "\"event:\" 和 \"data:\" 之间的空行把它们分成了两块；前一块没有 data，被丢弃");
        }
        if (event.type().equals("null")) {
            return SilentFields.NULL;
        }
        if (event.type().strip().equals(wanted)) {
            return text("a space or CR behind the type", "类型后面多了空格或 CR");
        }
        return event.type().equals("message")
                ? text(
                        "the field is called \"event\", not \"type\" or \"name\"",
                        "字段名是 \"event\"，不是 \"type\" 或 \"name\"")
                : text("a type of another request, or changed on the way", "用了别的请求的类型，或者途中被改动");
    }

    static void requireId(Connection connection, StreamItem.Event event, String wanted) {
        String got = event.lastEventId();
        if (got.equals(wanted)) {
            return;
        }
        throw Fault.expected(text("id \"%s\"", "id 为 \"%s\"", WireText.escape(wanted)))
                .received(text("id \"%s\"", "id 为 \"%s\"", WireText.escape(got)))
                .browser(
                        got.isEmpty()
                                ? text("sends no Last-Event-ID when it connects again", "重连时不会发送 Last-Event-ID")
                                : text(
                                        "sends \"Last-Event-ID: %s\" when it connects again",
                                        "重连时会发送 \"Last-Event-ID: %s\"", WireText.escape(got)))
                .why(text("the id is what a client resumes from", "客户端靠 id 续传"))
                .likely(causeOfId(wanted, got))
                .at(connection, event.start(), text("this block", "就是这个事件块"))
                .failure();
    }

    private static Text causeOfId(String wanted, String got) {
        if (got.equals("null")) {
            return SilentFields.NULL;
        }
        if (wanted.isEmpty()) {
            return text(
                    "an id is left from the request before; keep nothing between requests",
                    "残留了上一个请求的 id；请求之间不要保留任何东西");
        }
        return got.isEmpty()
                ? text("no line \"id: …\" before the blank line", "空行之前没有 \"id: …\" 一行")
                : text("the id was changed on the way; it is text, not a number", "id 途中被改动；它是文本，不是数字");
    }

    static void requireNoId(Connection connection) {
        Matcher line = ID_LINE.matcher(new String(connection.body(), StandardCharsets.ISO_8859_1));
        if (!line.find()) {
            return;
        }
        throw Fault.expected(text("no line \"id\", since none was sent", "没有 \"id\" 行，因为没有发送 id"))
                .received(same(WireText.escape(line.group().strip())))
                .browser(text("forgets the id that it had", "忘记原来记住的 id"))
                .why(text(
                        "an empty id sets the id of the client to nothing; to leave it as it is, write no line",
                        "空的 id 会把客户端记住的 id 清空；要保持不变，就不要写这一行"))
                .likely(text("the line is written whether there is an id or not", "不管有没有 id 都写了这一行"))
                .at(connection, line.start(), text("nobody sent this", "没有人发送过它"))
                .failure();
    }

    static void requireRemembered(Connection connection, String wanted) {
        if (connection.lastEventId().equals(wanted)) {
            return;
        }
        throw Fault.expected(
                        text("a block with the line \"id: %s\", and a blank line", "含有 \"id: %s\" 一行的事件块，以及空行", wanted))
                .received(
                        connection.body().length == 0
                                ? text("an empty body", "空的响应体")
                                : text("no id that counts", "没有生效的 id"))
                .browser(text("sends no Last-Event-ID when it connects again", "重连时不会发送 Last-Event-ID"))
                .why(text(
                        "a block without data dispatches nothing, but its id is remembered",
                        "没有 data 的事件块什么都不派发，但它的 id 会被记住"))
                .likely(text("the id, or the blank line, is written only where there is data", "只有在有 data 时才写 id 或空行"))
                .on(connection)
                .failure();
    }

    static void requireRetry(Connection connection, long wanted) {
        List<Long> got = connection.items(StreamItem.Retry.class).stream()
                .map(arrived -> arrived.item().milliseconds())
                .toList();
        if (got.contains(wanted)) {
            return;
        }
        Fault fault = Fault.expected(same("retry: " + wanted))
                .browser(text("waits its own default time before it connects again", "按浏览器自己的默认时间等待后重连"))
                .why(text(
                        "retry is a number of milliseconds in ASCII digits; anything else is ignored",
                        "retry 是由 ASCII 数字组成的毫秒数；其他形式都会被忽略"));
        Optional<StreamItem.Note> invalid =
                connection.notes(Kind.INVALID_RETRY).stream().findFirst();
        if (invalid.isPresent()) {
            throw fault.received(same("retry: " + WireText.escape(invalid.get().text())))
                    .likely(text(
                            "a unit, a sign, a fraction, a stray space, or an int that overflowed",
                            "带了单位、符号、小数、多余的空格，或者 int 溢出"))
                    .at(connection, invalid.get().start(), text("ignored: not all digits", "不全是数字，被忽略"))
                    .failure();
        }
        throw fault.received(got.isEmpty() ? text("no retry", "没有 retry") : same("retry: " + got.getFirst()))
                .likely(text(
                        "the line is not written; SseSink cannot send it, so write it yourself",
                        "没有写出这一行；SseSink 不会发送它，需要自己写"))
                .on(connection)
                .failure();
    }
}
