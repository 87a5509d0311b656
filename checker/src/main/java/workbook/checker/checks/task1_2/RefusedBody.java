package workbook.checker.checks.task1_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.http.Bytes;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/**
 * A body that {@code POST /echo} must refuse.
 *
 * @param body the bytes sent
 * @param fault what is wrong with it
 * @param anyClientError whether any 4xx will do, and its body is free
 * @param ofEvent whether the event itself has to refuse it; what is no event is found when the body is read
 */
record RefusedBody(Bytes body, Text fault, boolean anyClientError, boolean ofEvent) {

    static List<RefusedBody> all() {
        return Stream.of(notAnObject(), wrongTypes(), numbers(), injections(), notUtf8())
                .flatMap(List::stream)
                .toList();
    }

    private static List<RefusedBody> notAnObject() {
        Text fault = text("it is no JSON object", "它不是 JSON 对象");
        return Stream.of(
                        "hello",
                        "",
                        "[]",
                        "\"data\"",
                        "42",
                        "null",
                        "{\"data\": \"x",
                        "{data: 1}",
                        "{\"data\": \"x\"} y",
                        "{\"data\": \"x\"}}")
                .map(body -> bad(body, fault))
                .toList();
    }

    private static List<RefusedBody> wrongTypes() {
        return Stream.of("data", "type", "id", "comment")
                .flatMap(key -> Stream.of("5", "true", "[\"x\"]", "{}")
                        .map(value -> bad(
                                "{\"%s\": %s}".formatted(key, value),
                                text("\"%s\" must be a string", "\"%s\" 必须是字符串", key))))
                .toList();
    }

    private static List<RefusedBody> numbers() {
        Text fault = text("\"retry\" must be a whole number from 0 to 2^53-1", "\"retry\" 必须是 0 到 2^53-1 之间的整数");
        return Stream.of("-1", "1.5", "\"5\"", "true", "[]", "9007199254740992", "1" + "0".repeat(40))
                .map(value -> "-1".equals(value) || value.equals("9007199254740992")
                        ? byEvent("{\"retry\": %s}".formatted(value), fault)
                        : bad("{\"retry\": %s}".formatted(value), fault))
                .toList();
    }

    private static List<RefusedBody> injections() {
        Stream<RefusedBody> breaks = Stream.of("\\n", "\\r", "\\r\\n")
                .flatMap(end -> Stream.of("type", "id").flatMap(key -> injections(key, end)));
        Stream<RefusedBody> nul = Stream.of(byEvent(
                "{\"id\": \"a\\u0000b\", \"data\": \"hello\"}",
                text("a NUL in \"id\" makes browsers ignore the id", "\"id\" 中含 NUL，浏览器会忽略整个 id")));
        return Stream.concat(breaks, nul).toList();
    }

    /** Whoever splits the text at its line ends and counts the parts may not see one that stands at the end. */
    private static Stream<RefusedBody> injections(String key, String end) {
        String body = "{\"%s\": \"x%s\", \"data\": \"hello\"}";
        return Stream.of(
                byEvent(
                        body.formatted(key, end + "data: forged" + end + end),
                        text(
                                "a line break in \"%s\" would let its sender write fields of his own",
                                "\"%s\" 里的换行会让发送者写入自己的字段", key)),
                byEvent(
                        body.formatted(key, end),
                        text(
                                "a line break at the end of \"%s\" would let its sender end the block",
                                "\"%s\" 末尾的换行会让发送者结束事件块", key)));
    }

    private static List<RefusedBody> notUtf8() {
        Bytes body = Bytes.ofLatin1("{\"data\": \"caf\u00e9\"}");
        return List.of(new RefusedBody(body, text("its bytes are not UTF-8", "它的字节不是 UTF-8"), true, false));
    }

    private static RefusedBody bad(String body, Text fault) {
        return new RefusedBody(Bytes.ofUtf8(body), fault, false, false);
    }

    private static RefusedBody byEvent(String body, Text fault) {
        return new RefusedBody(Bytes.ofUtf8(body), fault, false, true);
    }

    /** The answer that is wanted, in words. */
    Text wanted() {
        return anyClientError
                ? text("a 4xx status, because %s", "4xx 状态码，因为%s", fault)
                : text(
                        "status 400 (or 422) and %s, because %s",
                        "状态码 400（或 422）和 %s，因为%s", same("{\"error\": \"…\"}"), fault);
    }

    /**
     * The answer refuses the body, and says why.
     *
     * @throws CheckFailure if it does not
     */
    void requireRefused(Connection connection, int status) {
        Fault fault = Fault.expected(wanted())
                .why(text("bad input gets a clear 4xx, and never reaches the stream", "不合法的输入应得到明确的 4xx，绝不能进入流"));
        if (anyClientError ? status / 100 == 4 : status == 400 || status == 422) {
            requireReason(connection, fault);
            return;
        }
        boolean forged = connection.events().stream()
                .anyMatch(event -> event.item().data().equals("forged"));
        CheckFailure failure = fault.received(text("status %d", "状态码 %d", status))
                .browser(
                        forged
                                ? text(
                                        "message \"forged\": the sender made an event of his own",
                                        "message \"forged\"：发送者伪造了一个事件")
                                : Text.NONE)
                .likely(
                        status >= 500
                                ? text(
                                        "an exception nobody caught: EventJson.read, and the constructor of Event, throw an IllegalArgumentException for bad input; catch that one around the reading",
                                        "异常没有被捕获：输入不合法时，EventJson.read 和 Event 的构造函数会抛出 IllegalArgumentException；在读取的外面捕获它")
                                : ofEvent
                                        ? text(
                                                "nothing checks this value: let the compact constructor of Event throw an IllegalArgumentException for it",
                                                "没有检查这个值：应由 Event 的紧凑构造函数为它抛出 IllegalArgumentException")
                                        : text("this input is not checked", "没有检查这种输入"))
                .on(connection)
                .failure();
        throw ofEvent && status < 500 ? failure.in(Echo.BLOCK) : failure;
    }

    private void requireReason(Connection connection, Fault fault) {
        boolean said = connection
                .json()
                .map(json -> json.path("error"))
                .filter(error -> error.isTextual() && !error.asText().isBlank())
                .isPresent();
        if (said || anyClientError) {
            return;
        }
        byte[] got = connection.body();
        String shown = WireText.of(Arrays.copyOf(got, Math.min(got.length, 80))).text();
        throw fault.received(got.length == 0 ? text("an empty body", "空的响应体") : same("\"" + shown + "\""))
                .likely(
                        got.length > 0 && connection.json().isEmpty()
                                ? text(
                                        "the reason is sent as bare text; make JSON of it, with the key \"error\"",
                                        "原因是作为纯文本发送的；应当写成 JSON，键为 \"error\"")
                                : text(
                                        "the status alone is sent; say in \"error\" what is wrong with which key",
                                        "只发送了状态码；请在 \"error\" 里说明哪个键错在哪里"))
                .on(connection)
                .failure();
    }
}
