package workbook.checker.checks.task1_2;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;

/** One request to {@code POST /echo} with its whole answer, and what may be required of it. */
final class Echo {

    /** Where a learner writes the fields of an event, and what they refuse. */
    static final String BLOCK = "Event.java";

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
        return sent(probe, request, probe.post("/echo", request.json().getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends an event in two parts that meet inside its last character of several bytes. */
    static Echo sendInTwo(Probe probe, EchoRequest request) {
        return sent(probe, request, probe.postInTwo("/echo", request.json().getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends a body of any kind, which may be refused. */
    static Echo sendRaw(Probe probe, byte[] body) {
        return sent(probe, EchoRequest.nothing(), probe.postDoubtful("/echo", body));
    }

    private static Echo sent(Probe probe, EchoRequest request, Connection connection) {
        probe.requireHead(connection);
        connection.awaitEndWhileMoving(probe.answer());
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
        String data = request.text("data").orElseThrow();
        if (data.isEmpty() && connection.eventCount() == 0) {
            throw emptyMessageLost().in(BLOCK);
        }
        requireEventStream();
        return ofBlock(() -> Payload.require(connection, event(), data));
    }

    /**
     * Nothing that other requests sent is in this answer.
     *
     * @param others their data, none of which is in the data of this one
     */
    Echo requireNothingOf(List<String> others) {
        for (ArrivedItem<StreamItem.Event> event : connection.events()) {
            if (others.stream().anyMatch(event.item().data()::contains)) {
                throw ofAnother(event.item());
            }
        }
        return this;
    }

    private CheckFailure ofAnother(StreamItem.Event event) {
        return Fault.expected(text("an answer to this request alone", "只包含这一个请求的响应"))
                .received(text("the data of another request in it", "其中有另一个请求的 data"))
                .why(text(
                        "requests share nothing: each answer is made of what that request sent",
                        "请求之间互不影响：每个响应只由该请求的内容产生"))
                .likely(text(
                        "a builder, a buffer or an event is a field, static or not, and keeps what was before; make it a local variable",
                        "builder、缓冲区或事件写成了字段（静态与否都一样），保留了之前的内容；应改为局部变量"))
                .at(connection, event.start(), text("sent by another request", "来自另一个请求"))
                .failure();
    }

    private CheckFailure emptyMessageLost() {
        return Fault.expected(text("a message with data \"\"", "data 为 \"\" 的消息"))
                .received(text("no event", "没有事件"))
                .why(text(
                        "the line \"data:\" with nothing behind it dispatches an empty message",
                        "后面什么都没有的 \"data:\" 行会派发一条空消息"))
                .likely(text(
                        "an empty text is taken for none; only an absent or null data is none",
                        "把空文本当成了没有；只有缺少 data 或 data 为 null 才是没有"))
                .on(connection)
                .failure();
    }

    private StreamItem.Event event() {
        Expectations.requireEventCount(connection, 1);
        return connection.events().getFirst().item();
    }

    /** What is wrong with a block is wrong in the class that makes it, wherever the TODO of the check stands. */
    private Echo ofBlock(Runnable requirement) {
        try {
            requirement.run();
        } catch (CheckFailure failure) {
            throw failure.in(BLOCK);
        }
        return this;
    }

    Echo requireType() {
        requireEventStream();
        return ofBlock(() -> EventFields.requireType(
                connection, event(), request.text("type").orElse("message")));
    }

    Echo requireId() {
        requireEventStream();
        return ofBlock(() ->
                EventFields.requireId(connection, event(), request.text("id").orElse("")));
    }

    /** No line of an id where none was sent. */
    void requireNoId() {
        ofBlock(() -> EventFields.requireNoId(connection));
    }

    /** An id is what the client remembers, whether its block has data or not. */
    void requireRemembered() {
        requireEventStream();
        ofBlock(() ->
                EventFields.requireRemembered(connection, request.text("id").orElseThrow()));
    }

    Echo requireRetry() {
        requireEventStream();
        return ofBlock(
                () -> EventFields.requireRetry(connection, request.retry().orElseThrow()));
    }

    /** Each line of the comment came as a comment line. Other comments are free. */
    Echo requireComment() {
        requireEventStream();
        return ofBlock(() ->
                SilentFields.requireComment(connection, request.text("comment").orElseThrow()));
    }

    /** A stream that dispatches nothing. */
    Echo requireNothing() {
        requireEventStream();
        return ofBlock(() -> SilentFields.requireNothing(connection, request));
    }

    void requireRefused(RefusedBody input) {
        input.requireRefused(connection, probe.requireHead(connection).status());
    }
}
