package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.SecondLook;
import workbook.checker.scripted.Asked;
import workbook.checker.text.Text;

/** When the model is asked, and what. */
final class ModelRequests {

    /** A server that asks at once does so on a thread of its own, which a busy machine may let wait. */
    private static final int LOOKS = 3;

    private static final SecondLook OPENINGS = new SecondLook(2);

    private ModelRequests() {}

    /** The stream is open while the model has not even answered with a status. */
    static void requireOpening(ModelServer modelServer) {
        Duration limit = modelServer.timeout().multipliedBy(4).dividedBy(5);
        CountDownLatch gate = new CountDownLatch(1);
        QuestionStream talk = OPENINGS.require(
                modelServer.talk(ModelScripts.behind(gate)).open(),
                () -> modelServer.talk(ModelScripts.behind(gate)).open(),
                opened -> opened.connection().awaitHead(limit).isEmpty()
                        ? Optional.of(withoutHead(opened))
                        : Optional.empty());
        Expectations.requireEventStream(modelServer.server(), talk.connection());
        Expectations.requireNotCached(modelServer.server(), talk.connection());
        gate.countDown();
        talk.awaitAnswer();
    }

    private static CheckFailure withoutHead(QuestionStream talk) {
        return Fault.expected(text("status and headers, while the model thinks", "模型思考时，就有状态行和响应头"))
                .received(text("nothing", "什么都没有"))
                .browser(text("stays in readyState CONNECTING", "停留在 readyState CONNECTING"))
                .why(text(
                        "a model may take many seconds for its first word; until the headers come, the page cannot even say that it is connected",
                        "模型可能要好几秒才说出第一个词；响应头不到，页面连“已连接”都没法显示"))
                .likely(text("the model is asked before the sink is opened", "先问了模型，之后才打开 sink"))
                .on(talk.connection())
                .failure();
    }

    /** The model is asked when the stream is first opened and not before, with the question unchanged. */
    static void requireQuestion(ModelServer modelServer) {
        String word = modelServer.server().word();
        QuestionStream talk = modelServer
                .talk(
                        "  " + word + ": tell me why, \"please\"?\n  什么是 SSE 😀 \\ {}\n",
                        word,
                        ModelScripts.answer(List.of("ok")))
                .put();
        for (int n = 0; n < LOOKS && talk.asked().isEmpty(); n++) {
            modelServer.passTime();
        }
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
            throw notAsked(modelServer, talk);
        }
        talk.awaitAnswer();
        requireRequest(talk, talk.asked().getFirst());
    }

    private static CheckFailure notAsked(ModelServer modelServer, QuestionStream talk) {
        boolean other = !modelServer.model().strangers().isEmpty();
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

    private static void requireRequest(QuestionStream talk, Asked asked) {
        JsonNode message = asked.lastMessage();
        Text changed = text(
                "the question was changed on the way to the model; trim() and the like are not asked for",
                "问题在交给模型的途中被改动了；不需要 trim() 之类的处理");
        Text format = text(
                "the body is {\"model\", \"stream\": true, \"messages\": […]}, with the question as the last message",
                "请求体是 {\"model\", \"stream\": true, \"messages\": […]}，问题是最后一条消息");
        Text key = text(
                "when MODEL_KEY is set in the environment, the header Authorization carries it",
                "环境变量 MODEL_KEY 有值时，要放进 Authorization 请求头");
        requireEqual(
                talk,
                text("the question", "问题"),
                talk.question(),
                message.path("content").asText(),
                changed);
        requireEqual(
                talk, text("the role", "role"), "user", message.path("role").asText(), format);
        requireEqual(
                talk,
                same("model"),
                ModelServer.NAME,
                asked.body().path("model").asText(),
                format);
        requireEqual(talk, same("stream"), "true", asked.body().path("stream").toString(), format);
        requireEqual(
                talk,
                text("method and path", "方法和路径"),
                "POST /v1/chat/completions",
                asked.request().line(),
                format);
        requireEqual(
                talk,
                same("Authorization"),
                "Bearer key-of-the-checker",
                asked.request().header("authorization").orElse(""),
                key);
    }

    private static void requireEqual(QuestionStream talk, Text what, String wanted, String got, Text likely) {
        if (!got.equals(wanted)) {
            int same = TextFidelity.same(wanted, got);
            throw Fault.expected(text(
                            "in the request to the model, %s: %s",
                            "给模型的请求里，%s：%s", what, TextFidelity.around(wanted, same)))
                    .received(TextFidelity.around(got, same))
                    .why(text("the model answers what it is asked", "问什么，模型才答什么"))
                    .likely(likely)
                    .on(talk.connection())
                    .failure();
        }
    }
}
