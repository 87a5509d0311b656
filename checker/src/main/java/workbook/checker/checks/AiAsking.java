package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import workbook.checker.endpoint.Answer;
import workbook.checker.endpoint.Asked;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.report.WireText;
import workbook.checker.text.Text;

/** When the model is asked, what, by whom and how often. */
final class AiAsking {

    private static final int AT_ONCE = 6;
    private static final int READERS = 4;

    private AiAsking() {}

    /** The stream is open while the model has not even answered with a status. */
    static void requireOpening(AiStage stage) {
        CountDownLatch gate = new CountDownLatch(1);
        AiTalk talk = stage.talk(AiScripts.behind(gate)).open();
        if (talk.connection().awaitHead(stage.silent().plus(stage.prompt())).isEmpty()) {
            throw Fault.expected(text("status and headers, while the model thinks", "模型思考时，就有状态行和响应头"))
                    .received(text("nothing", "什么都没有"))
                    .browser(text("stays in readyState CONNECTING", "停留在 readyState CONNECTING"))
                    .why(text(
                            "a model may take many seconds for its first word; until the headers come, the page cannot even say that it is connected",
                            "模型可能要好几秒才说出第一个词；响应头不到，页面连“已连接”都没法显示"))
                    .likely(text("the model is asked before the sink is opened", "先问了模型，之后才打开 sink"))
                    .on(talk.connection())
                    .failure();
        }
        Expectations.requireEventStream(stage.server(), talk.connection());
        Expectations.requireNotCached(stage.server(), talk.connection());
        gate.countDown();
        talk.awaitEnd();
    }

    /** At the first look at the stream, not before; and as it was put. */
    static void requireQuestion(AiStage stage) {
        String word = stage.server().word();
        AiTalk talk = stage.talk(
                        "Why \"%s\"?\n  什么是 %s 😀 \\ {}".formatted(word, word), word, AiScripts.answer(List.of("ok")))
                .put();
        stage.passTime();
        if (!talk.asked().isEmpty()) {
            throw Fault.expected(text("no request to the model yet: nobody has opened the stream", "还没有问模型：流还没有人打开"))
                    .received(text("a request to the model right after the POST", "POST 之后马上就问了模型"))
                    .why(text(
                            "the answer would be made for nobody, and its first words be lost", "没有人在听，开头的话就丢了，还白白花钱"))
                    .likely(text(
                            "the POST handler asks the model; it should only keep the question",
                            "POST 的处理函数就去问模型了；它只该把问题存下来"))
                    .failure();
        }
        talk.open();
        if (!talk.awaitAsked()) {
            throw notAsked(stage, talk);
        }
        talk.awaitEnd();
        requireRequest(talk, talk.asked().getFirst());
    }

    private static CheckFailure notAsked(AiStage stage, AiTalk talk) {
        boolean other = !stage.model().strangers().isEmpty();
        return Fault.expected(text(
                        "a request to the model, POST {model.url}/chat/completions, with the question in it",
                        "向模型发出请求：POST {model.url}/chat/completions，里面有这个问题"))
                .received(other ? text("a request with another question", "请求里是另一个问题") : text("no request", "没有请求"))
                .why(text("the answer comes from the model", "回答来自模型"))
                .likely(
                        other
                                ? text("the id or another text is sent instead of the question", "发送的是 id 或别的文本，而不是问题")
                                : text(
                                        "nobody calls the model, or model.url is not read from the config",
                                        "没有人调用模型，或者没有从配置读取 model.url"))
                .on(talk.connection())
                .failure();
    }

    private static void requireRequest(AiTalk talk, Asked asked) {
        JsonNode message = asked.lastMessage();
        String content = message.path("content").asText();
        requireEqual(talk, text("the question as it was put", "问题的原文"), talk.question(), content);
        requireEqual(
                talk,
                text("the role of the last message", "最后一条消息的 role"),
                "user",
                message.path("role").asText());
        requireEqual(
                talk, same("model"), AiStage.NAME, asked.body().path("model").asText());
        requireEqual(talk, same("stream"), "true", asked.body().path("stream").toString());
        requireEqual(
                talk,
                text("the request line", "请求行"),
                "POST /v1/chat/completions",
                asked.method() + " " + asked.path());
        requireEqual(
                talk,
                text("the key of MODEL_KEY", "MODEL_KEY 里的密钥"),
                "Bearer key-of-the-checker",
                asked.header("authorization").orElse(""));
    }

    private static void requireEqual(AiTalk talk, Text what, String wanted, String got) {
        if (!got.equals(wanted)) {
            throw Fault.expected(text("in the request to the model, %s: %s", "给模型的请求里，%s：%s", what, quoted(wanted)))
                    .received(quoted(got))
                    .why(text("the model answers what it is asked", "问什么，模型才答什么"))
                    .likely(text(
                            "the question was changed on the way to the model, or is another one",
                            "问题在途中被改动了，或者根本是另一个"))
                    .on(talk.connection())
                    .failure();
        }
    }

    private static Text quoted(String text) {
        return same("\"" + WireText.escape(text) + "\"");
    }

    /** Several at once, their answers interleaved; one of them leaves in the middle. */
    static void requireOwnAnswers(AiStage stage) {
        CountDownLatch gate = new CountDownLatch(1);
        List<AiTalk> talks = IntStream.range(0, READERS)
                .mapToObj(n -> stage.talk(answer -> {
                    answer.open()
                            .delta("answer")
                            .delta(" " + n)
                            .await(gate)
                            .delta(" is")
                            .delta(" yours " + n);
                    answer.chunk(Answer.ofFinish()).chunk(Answer.ofDone()).end();
                }))
                .toList();
        talks.forEach(AiTalk::opened);
        talks.forEach(talk -> talk.awaitTokens(2, stage.patience()));
        talks.getFirst().connection().close();
        gate.countDown();
        for (int n = 1; n < READERS; n++) {
            requireOwn(talks.get(n).awaitEnd(), "answer %d is yours %d".formatted(n, n));
        }
    }

    private static void requireOwn(AiTalk talk, String wanted) {
        if (!talk.text().equals(wanted)) {
            throw Fault.expected(text("\"%s\", the answer to this question", "\"%s\"，也就是这个问题的回答", wanted))
                    .received(quoted(talk.text()))
                    .why(text("several people ask at the same time, and one of them may leave", "同时会有好几个人提问，其中有人会中途离开"))
                    .likely(text(
                            "the queue, the sink or the question is a field of the service; make it a local variable of the handler",
                            "队列、sink 或问题写成了服务的字段；应改为处理函数的局部变量"))
                    .on(talk.connection())
                    .failure();
        }
    }

    /** However many look at the stream, one after the other or at once. */
    static void requireOnce(AiStage stage) {
        AiTalk crowd = stage.answered(AiTexts.plain()).put();
        requireAsked(
                stage,
                crowd,
                stage.server().atOnce(AT_ONCE, n -> crowd.get()),
                text("%d readers opened the stream at the same moment", "%d 个读者同时打开了这个流", AT_ONCE));
        AiTalk done = stage.answered(AiTexts.plain()).opened().awaitEnd();
        requireAsked(
                stage,
                done,
                List.of(done.get()),
                text(
                        "the stream was opened again after its end, as an EventSource does that nobody closes",
                        "流结束之后又被打开了一次，没有人关闭的 EventSource 就会这样"));
        CountDownLatch never = new CountDownLatch(1);
        AiTalk left = stage.talk(AiScripts.gated(List.of(new CountDownLatch(0), never)))
                .opened();
        left.awaitTokens(1, stage.patience());
        left.connection().reset();
        requireAsked(
                stage,
                left,
                List.of(left.get()),
                text("the connection was cut in the middle, and the stream opened again", "连接中途被切断，流又被打开了一次"));
    }

    private static void requireAsked(AiStage stage, AiTalk talk, List<Connection> readers, Text what) {
        readers.forEach(stage.server()::requireHead);
        stage.passTime();
        int asked = talk.asked().size();
        if (asked == 1) {
            return;
        }
        throw Fault.expected(text("one request to the model: %s", "只问模型一次：%s", what))
                .received(text("%d requests", "%d 次请求", asked))
                .why(text(
                        "every request costs money, and the reader would see a second answer behind the first",
                        "每次请求都要花钱，而且读者会看到两个回答连在一起"))
                .likely(text(
                        "who comes first must mark the question, in one step (compareAndSet, or remove from the map); answer the others with 410",
                        "先到的人要一步完成标记（compareAndSet，或从 map 里 remove）；后来的回答 410"))
                .on(readers.getLast())
                .failure();
    }
}
