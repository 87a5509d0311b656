package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.scripted.ModelScript;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** How an answer ends: with {@code done} or with {@code failed}, once, as the last event, and then cleanly. */
final class AnswerEndings {

    private static final Text TOLD = text(
            "without it the page cannot tell a finished answer from a broken one, and its EventSource comes back and asks again",
            "没有它，页面分不清回答是完成了还是断了，EventSource 会重连，又问一遍");

    private record Trouble(Text what, ModelScript script, String before) {}

    private AnswerEndings() {}

    static void requireDone(QuestionStream talk) {
        talk.opened().awaitAnswer();
        StreamItem.Event done = requireDone(talk, text("the model finished its answer", "模型完成了回答"));
        JsonNode data = QuestionStream.json(done);
        int tokens = talk.tokens().size();
        JsonNode ms = data.path("ms");
        if (!data.path("tokens").isNumber()
                || data.path("tokens").asInt() != tokens
                || !ms.isNumber()
                || ms.asLong() < 0
                || ms.asLong() > talk.age().plus(talk.modelServer().patience()).toMillis()) {
            throw Fault.expected(text("data {\"tokens\": %d, \"ms\": …}", "data 为 {\"tokens\": %d, \"ms\": …}", tokens))
                    .received(same(WireText.escape(done.data())))
                    .why(text(
                            "tokens is how many there were on this stream, ms how many milliseconds they took; both are numbers",
                            "tokens 是这个流上 token 的个数，ms 是花了多少毫秒；两者都是数字"))
                    .likely(likely(data.path("tokens"), tokens, ms))
                    .at(talk.connection(), done.start(), text("this event", "就是这个事件"))
                    .failure();
        }
    }

    /** Requires {@code done} as the last event, and a clean end behind it, of a stream whose answer has come. */
    static StreamItem.Event requireDone(QuestionStream talk, Text what) {
        talk.connection().awaitEnd(talk.modelServer().patience());
        StreamItem.Event done = requireLast(talk, "done", what);
        Expectations.requireCleanEnd(talk.connection(), talk.modelServer().patience());
        return done;
    }

    private static Text likely(JsonNode told, int tokens, JsonNode ms) {
        if (told.isTextual() || ms.isTextual()) {
            return text("a number is written as a string, with quotation marks", "数字写成了带引号的字符串");
        }
        if (told.isNumber() && told.asInt() != tokens) {
            return text(
                    "the count is another one: only what was sent on this stream as a token counts",
                    "个数不对：只算这个流上作为 token 发出的事件");
        }
        if (ms.isNumber() && ms.asLong() >= 0) {
            return text(
                    "ms is longer than the answer took: System.nanoTime() counts nanoseconds",
                    "ms 比回答实际花的时间还长：System.nanoTime() 的单位是纳秒");
        }
        if (ms.isNumber()) {
            return text("ms is the start minus the end", "ms 用开始减去了结束");
        }
        return text("one of the two is missing or no number, or its key is another one", "两个值中有一个缺失、不是数字，或者键名不对");
    }

    /** All that can go wrong at the endpoint while it is there. */
    static void requireFailed(ModelServer modelServer) {
        String error = "{\"error\": {\"message\": \"Rate limit reached\", \"type\": \"requests\"}}";
        for (Trouble trouble : List.of(
                new Trouble(
                        text("the model answered with status 429", "模型回答了状态码 429"),
                        ModelScripts.refused(429, "application/json", error),
                        ""),
                new Trouble(
                        text("the model answered with status 500", "模型回答了状态码 500"),
                        ModelScripts.refused(500, "text/html", "<h1>Internal Server Error</h1>"),
                        ""),
                new Trouble(
                        text("the model sent an error object after two tokens", "模型发了两个 token 之后发来一个 error 对象"),
                        ModelScripts.error(),
                        "Hello there"),
                new Trouble(
                        text("the connection to the model broke after two tokens", "模型发了两个 token 之后连接断了"),
                        ModelScripts.cut(),
                        "Hello there"),
                new Trouble(
                        text(
                                "the model's stream ended after two tokens, without [DONE] and without a finish_reason",
                                "模型的流在两个 token 之后结束，既没有 [DONE]，也没有 finish_reason"),
                        ModelScripts.unfinished(),
                        "Hello there"))) {
            QuestionStream talk = modelServer.talk(trouble.script()).opened();
            requireFailed(talk, trouble.what(), modelServer.patience());
            requireKept(talk, trouble);
        }
    }

    static void requireFailed(QuestionStream talk, Text what, Duration limit) {
        talk.awaitAnswer();
        talk.connection().awaitEnd(limit);
        StreamItem.Event failed = requireLast(talk, "failed", what);
        JsonNode message = QuestionStream.json(failed).path("message");
        if (!message.isTextual() || message.textValue().isBlank()) {
            throw Fault.expected(
                            text("data {\"message\": \"…\"}, with words in it", "data 为 {\"message\": \"…\"}，里面要有内容"))
                    .received(same(WireText.escape(failed.data())))
                    .why(text("the page shows it to whoever asked", "页面会把它显示给提问的人"))
                    .likely(text("the exception has no message, or the key is another one", "异常没有 message，或者键名不对"))
                    .at(talk.connection(), failed.start(), text("this event", "就是这个事件"))
                    .failure();
        }
        Expectations.requireCleanEnd(talk.connection(), limit);
    }

    private static void requireKept(QuestionStream talk, Trouble trouble) {
        if (!talk.text().equals(trouble.before())) {
            throw Fault.expected(text("the text up to the failure: \"%s\"", "失败之前的文本：\"%s\"", trouble.before()))
                    .received(same("\"" + WireText.escape(talk.text()) + "\""))
                    .why(text("what the model said before it failed is still worth reading", "模型失败之前说的话仍然值得一读"))
                    .likely(text("tokens that wait in the queue are dropped by a failure", "一失败就丢掉了队列里的 token"))
                    .on(talk.connection())
                    .failure();
        }
    }

    private static StreamItem.Event requireLast(QuestionStream talk, String wanted, Text what) {
        List<StreamItem.Event> ends = talk.events().stream()
                .map(event -> event.item())
                .filter(event -> !event.type().equals("token"))
                .toList();
        List<StreamItem.Event> told = ends.stream()
                .filter(event -> event.type().equals("done") || event.type().equals("failed"))
                .toList();
        boolean last = !told.isEmpty() && talk.events().getLast().item().equals(told.getLast());
        if (told.size() == 1 && told.getFirst().type().equals(wanted) && last) {
            return told.getFirst();
        }
        throw notTold(talk, wanted, what, ends, told);
    }

    private static CheckFailure notTold(
            QuestionStream talk, String wanted, Text what, List<StreamItem.Event> ends, List<StreamItem.Event> told) {
        List<String> types = ends.stream().map(StreamItem.Event::type).toList();
        boolean open = talk.goesOn();
        Text received = types.isEmpty()
                ? open
                        ? text("no such event, and the stream is still open", "没有这样的事件，流也没有结束")
                        : text("no such event, and the stream ended", "没有这样的事件，流就结束了")
                : text("%s", "%s", same(WireText.escape(types.toString())));
        boolean other = told.size() == 1 && !told.getFirst().type().equals(wanted);
        return Fault.expected(text("one event of type \"%s\", the last one: %s", "最后是一个 \"%s\" 事件：%s", wanted, what))
                .received(received)
                .browser(
                        open && told.isEmpty()
                                ? text("waits on, in readyState OPEN", "继续等待，readyState 为 OPEN")
                                : text("error, then it connects again", "触发 error，然后重新连接"))
                .why(
                        other && wanted.equals("failed")
                                ? text(
                                        "half an answer that calls itself complete is worse than an error",
                                        "半截的回答自称完整，比报错更糟")
                                : TOLD)
                .likely(likely(wanted, other, told.size(), types))
                .on(talk.connection())
                .failure();
    }

    private static Text likely(String wanted, boolean other, int told, List<String> types) {
        if (told > 1) {
            return text("done and failed are both sent, or one of them twice", "done 和 failed 都发了，或者发了两次");
        }
        if (other) {
            return wanted.equals("failed")
                    ? text(
                            "the end of the stream is taken for the end of the answer; the model throws when it fails",
                            "把流的结束当成了回答的结束；模型失败时会抛出异常")
                    : text(
                            "a finish_reason is as good an end as [DONE]; what comes after it is not needed",
                            "finish_reason 和 [DONE] 一样表示结束；后面来什么都无所谓");
        }
        if (told == 0 && !types.isEmpty()) {
            return text(
                    "the type must be \"%s\"; \"error\" would be taken for an error of the connection",
                    "类型必须是 \"%s\"；用 \"error\" 会被当成连接错误", wanted);
        }
        return wanted.equals("failed")
                ? text(
                        "the exception of the model ends the thread that asks it, and nobody tells the handler",
                        "模型抛出的异常结束了提问的线程，却没有人通知处理函数")
                : text(
                        "when the model returns, nothing is emitted; or the event is not the last",
                        "模型返回之后没有发任何事件；或者它不是最后一个");
    }
}
