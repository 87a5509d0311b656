package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import workbook.checker.probe.Arrived;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.probe.Probe;
import workbook.checker.report.WireText;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;
import workbook.checker.wire.ResponseHead;

/** One request to {@code POST /echo} with its whole answer, and what may be required of it. */
final class Echo {

    private final Probe probe;
    private final EchoRequest request;
    private final Connection connection;

    private Echo(Probe probe, EchoRequest request, Connection connection) {
        this.probe = probe;
        this.request = request;
        this.connection = connection;
    }

    /** Sends an event and reads the answer to its end. */
    static Echo send(Probe probe, EchoRequest request) {
        return sent(probe, request, request.json().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body of any kind. */
    static Echo sendRaw(Probe probe, byte[] body) {
        return sent(probe, EchoRequest.nothing(), body);
    }

    private static Echo sent(Probe probe, EchoRequest request, byte[] body) {
        Connection connection = probe.post("/echo", body);
        probe.requireHead(connection);
        connection.awaitEnd(probe.answer());
        return new Echo(probe, request, connection);
    }

    Echo requireEventStream() {
        Expectations.requireEventStream(probe, connection);
        return this;
    }

    Echo requireNotCached() {
        Expectations.requireNotCached(probe, connection);
        return this;
    }

    Echo requireCleanEnd() {
        Expectations.requireCleanEnd(connection, probe.answer());
        return this;
    }

    /** Exactly one event, and it carries the data that was sent. */
    Echo requireData() {
        Payload.require(connection, event(), request.text("data").orElse(""));
        return this;
    }

    private StreamItem.Event event() {
        requireEventStream();
        Expectations.requireEventCount(connection, 1);
        return connection.events().getFirst().item();
    }

    Echo requireType() {
        String wanted = request.text("type").orElse("message");
        StreamItem.Event event = event();
        if (event.type().equals(wanted)) {
            return this;
        }
        Text likely = event.type().strip().equals(wanted)
                ? text("a space or CR behind the type", "类型后面多了空格或 CR")
                : event.type().equals("message")
                        ? text(
                                "the field is called \"event\", not \"type\" or \"name\"",
                                "字段名是 \"event\"，不是 \"type\" 或 \"name\"")
                        : text("a type of another request, or changed on the way", "用了别的请求的类型，或者途中被改动");
        throw Fault.expected(text("type \"%s\"", "类型 \"%s\"", WireText.escape(wanted)))
                .received(text("type \"%s\"", "类型 \"%s\"", WireText.escape(event.type())))
                .browser(text("no listener for \"%s\" is called", "监听 \"%s\" 的函数不会被调用", WireText.escape(wanted)))
                .why(text(
                        "the line \"event: …\" names the listener, character for character",
                        "\"event: …\" 一行逐字指定由哪个监听器接收"))
                .likely(likely)
                .at(connection, event.start(), text("this block", "就是这个事件块"))
                .failure();
    }

    Echo requireId() {
        String wanted = request.text("id").orElse("");
        StreamItem.Event event = event();
        if (event.lastEventId().equals(wanted)) {
            return this;
        }
        Text likely = wanted.isEmpty()
                ? text(
                        "an id is left from the request before; keep nothing between requests",
                        "残留了上一个请求的 id；请求之间不要保留任何东西")
                : event.lastEventId().isEmpty()
                        ? text("no line \"id: …\" before the blank line", "空行之前没有 \"id: …\" 一行")
                        : text("the id was changed on the way; it is text, not a number", "id 途中被改动；它是文本，不是数字");
        throw Fault.expected(text("id \"%s\"", "id 为 \"%s\"", WireText.escape(wanted)))
                .received(text("id \"%s\"", "id 为 \"%s\"", WireText.escape(event.lastEventId())))
                .browser(text(
                        "sends \"Last-Event-ID: %s\" when it connects again",
                        "重连时会发送 \"Last-Event-ID: %s\"", WireText.escape(event.lastEventId())))
                .why(text("the id is what a client resumes from", "客户端靠 id 续传"))
                .likely(likely)
                .at(connection, event.start(), text("this block", "就是这个事件块"))
                .failure();
    }

    Echo requireRetry() {
        requireEventStream();
        long wanted = request.retry().orElseThrow();
        List<Long> got = connection.items(StreamItem.Retry.class).stream()
                .map(arrived -> arrived.item().milliseconds())
                .toList();
        if (got.contains(wanted)) {
            return this;
        }
        Fault fault = Fault.expected(same("retry: " + wanted))
                .why(text(
                        "retry is a number of milliseconds in ASCII digits; anything else is ignored",
                        "retry 是由 ASCII 数字组成的毫秒数；其他形式都会被忽略"))
                .browser(text("waits its own default time before it connects again", "按浏览器自己的默认时间等待后重连"));
        Optional<StreamItem.Note> invalid =
                connection.notes(StreamItem.Kind.INVALID_RETRY).stream().findFirst();
        if (invalid.isPresent()) {
            throw fault.received(same("retry: " + WireText.escape(invalid.get().text())))
                    .likely(text("a unit, a sign, a fraction or a stray space", "带了单位、符号、小数或多余的空格"))
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

    /** Each line of the comment came as a comment line. Other comments are free. */
    Echo requireComment() {
        List<String> wanted = List.of(
                Payload.asReceived(request.text("comment").orElseThrow()).split("\n", -1));
        List<String> got = connection.items(StreamItem.Comment.class).stream()
                .map(arrived -> arrived.item().text())
                .toList();
        int found = 0;
        for (String comment : got) {
            if (found < wanted.size() && sameComment(comment, wanted.get(found))) {
                found++;
            }
        }
        if (found == wanted.size()) {
            return this;
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

    private static boolean sameComment(String got, String wanted) {
        return got.equals(wanted) || got.equals(" " + wanted);
    }

    /** A stream that dispatches nothing. */
    Echo requireNothing() {
        requireEventStream();
        Optional<StreamItem.Event> event =
                connection.events().stream().map(Arrived::item).findFirst();
        if (event.isEmpty()) {
            return this;
        }
        Text likely = request.text("comment").isPresent()
                ? text(
                        "the comment was not split into lines, so its sender writes fields of his own",
                        "注释没有按行拆分，发送者就能写入自己的字段")
                : text("a \"data:\" line is written though no data was sent", "没有 data 却写出了 \"data:\" 行");
        throw Fault.expected(text("no event", "没有事件"))
                .received(same(WireText.escape(event.get().type()) + " \""
                        + WireText.escape(event.get().data()) + "\""))
                .why(text(
                        "without a \"data:\" line nothing is dispatched; an empty one dispatches an empty message",
                        "没有 \"data:\" 行就不派发；空的 \"data:\" 行会派发一条空消息"))
                .likely(likely)
                .at(connection, event.get().start(), text("this becomes an event", "这里变成了事件"))
                .failure();
    }

    void requireRefused(BadEchoInput input) {
        ResponseHead head = probe.requireHead(connection);
        int status = head.status();
        Fault fault = Fault.expected(input.wanted())
                .why(text("bad input gets a clear 4xx, and never reaches the stream", "不合法的输入应得到明确的 4xx，绝不能进入流"));
        if (input.anyClientError() ? status / 100 == 4 : (status == 400 || status == 422)) {
            if (!input.anyClientError()) {
                requireErrorBody(fault);
            }
            return;
        }
        boolean forged =
                connection.events().stream().anyMatch(e -> e.item().data().equals("forged"));
        throw fault.received(text("status %d", "状态码 %d", status))
                .browser(
                        forged
                                ? text(
                                        "message \"forged\": the sender made an event of his own",
                                        "message \"forged\"：发送者伪造了一个事件")
                                : Text.NONE)
                .likely(
                        status >= 500
                                ? text("an exception nobody caught; check the input first", "异常没有被捕获；先检查输入")
                                : text("this input is not checked", "没有检查这种输入"))
                .on(connection)
                .failure();
    }

    private void requireErrorBody(Fault fault) {
        byte[] body = connection.body();
        boolean said = connection
                .json()
                .map(json -> json.path("error"))
                .filter(error -> error.isTextual() && !error.asText().isBlank())
                .isPresent();
        if (said) {
            return;
        }
        String shown =
                WireText.of(Arrays.copyOf(body, Math.min(body.length, 80))).text();
        throw fault.received(body.length == 0 ? text("an empty body", "空的响应体") : same("\"" + shown + "\""))
                .likely(text(
                        "the status alone is sent; say in \"error\" what is wrong with which key",
                        "只发送了状态码；请在 \"error\" 里说明哪个键错在哪里"))
                .on(connection)
                .failure();
    }
}
