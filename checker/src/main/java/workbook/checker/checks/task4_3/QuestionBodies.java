package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** What {@code POST /questions} makes of a body. */
record QuestionBodies(Probe probe) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Puts a question, and returns the path of its stream. */
    String accepted(String question) {
        Connection post = post(JSON.createObjectNode().put("question", question).toString());
        ResponseHead head = probe.requireHead(post);
        if (head.status() != 201) {
            throw fault(head, text("status 201", "状态码 201"))
                    .why(text(
                            "201 says that there is something new now: a question with a stream of its own",
                            "201 表示有了新的东西：一个问题，以及它自己的流"))
                    .likely(
                            switch (head.status()) {
                                case 404, 405 -> text("no route for POST /questions", "没有 POST /questions 对应的路由");
                                case 400, 422 -> text("a good question was taken for a bad one", "把合法的问题当成了非法的");
                                case 200 ->
                                    text(
                                            "the status is not set; res.status(Status.CREATED_201) before send()",
                                            "没有设置状态码；在 send() 之前调用 res.status(Status.CREATED_201)");
                                default -> text("look at the output of your server", "看看服务器的输出");
                            })
                    .on(post)
                    .failure();
        }
        return path(post);
    }

    private String path(Connection post) {
        post.awaitEnd(probe.answer());
        Optional<JsonNode> body = post.json();
        String id = body.map(json -> json.path("id").asText()).orElse("");
        String wanted = "/questions/" + id + "/events";
        boolean textual = body.filter(json -> json.path("id").isTextual()).isPresent();
        String got = body.map(json -> json.path("events").asText()).orElse("");
        if (!textual || id.isEmpty() || !got.equals(wanted)) {
            throw Fault.expected(same("{\"id\": \"…\", \"events\": \"/questions/…/events\"}"))
                    .received(
                            body.isEmpty()
                                    ? text("a body that is no JSON", "响应体不是 JSON")
                                    : same(WireText.escape(body.get().toString())))
                    .why(text(
                            "the page opens an EventSource on what \"events\" says",
                            "页面会用 EventSource 打开 \"events\" 给出的地址"))
                    .likely(
                            textual
                                    ? text(
                                            "\"events\" is the path of the stream: it begins with a slash, and the same id is in it",
                                            "\"events\" 是流的路径：以斜杠开头，里面要有同一个 id")
                                    : text("\"id\" must be a string that is not empty", "\"id\" 必须是非空字符串"))
                    .on(post)
                    .failure();
        }
        return got;
    }

    /** Two questions have two ids and two streams, whether they say the same or not. */
    void requireTwo() {
        String first = accepted("What is a heartbeat?");
        requireOther(first, accepted("“什么”是 \"SSE\"？ 😀\nAnd why \\?"), text("the id is constant", "id 是常量"));
        requireOther(
                first,
                accepted("What is a heartbeat?"),
                text(
                        "the id is made of the text, so two people who ask the same have one; make a random one",
                        "id 是由文本算出来的，两个人问同样的问题就得到同一个 id；应当随机生成"));
    }

    private static void requireOther(String first, String second, Text likely) {
        if (first.equals(second)) {
            throw Fault.expected(text("an id of its own for each question", "每个问题都有自己的 id"))
                    .received(text("%s twice", "两次都是 %s", same(WireText.escape(first))))
                    .why(text("whoever asks gets their own answer", "谁提问，回答就给谁"))
                    .likely(likely)
                    .failure();
        }
    }

    /** A body that holds no question is the sender's fault, and said to be so. */
    void requireRefused(String body, Text why) {
        Connection post = post(body);
        ResponseHead head = probe.requireHead(post);
        post.awaitEnd(probe.answer());
        Fault fault = fault(head, text("status 400 or 422, for %s", "状态码 400 或 422，因为%s", why))
                .why(text(
                        "who sends nonsense must be told, before anybody pays a model for it",
                        "发来无效的内容，就要当场告诉对方，免得白白花钱去问模型"));
        if (head.status() != 400 && head.status() != 422) {
            throw fault.likely(
                            head.status() >= 500
                                    ? text(
                                            "an exception of the parser went through; catch it and answer 400",
                                            "解析时的异常漏了出去；应当捕获它，回答 400")
                                    : text("the question is not looked at before it is accepted", "接受之前没有检查问题的内容"))
                    .on(post)
                    .failure();
        }
        if (post.json().filter(json -> json.path("error").isTextual()).isEmpty()) {
            throw Fault.expected(same("{\"error\": \"…\"}"))
                    .received(same(WireText.escape(new String(post.body(), StandardCharsets.UTF_8))))
                    .why(text("the sender is told what is wrong", "要告诉对方错在哪里"))
                    .likely(text("the body of the answer is not JSON with \"error\"", "响应体不是含 \"error\" 的 JSON"))
                    .on(post)
                    .failure();
        }
    }

    /** A stream that nobody asked for is not there. */
    void requireUnknown(String id) {
        Connection get = probe.get("/questions/" + id + "/events");
        ResponseHead head = probe.requireHead(get);
        if (head.status() != 404) {
            throw fault(head, text("status 404, for an id that was never given", "状态码 404，因为这个 id 从未发出过"))
                    .browser(text(
                            "with 404 EventSource gives up for good, which is right: there is nothing to wait for",
                            "收到 404，EventSource 会彻底放弃；这是对的，没有什么可等的"))
                    .why(text("there is no such question", "没有这个问题"))
                    .likely(
                            head.status() >= 500
                                    ? text("what the map gave was null, and nobody looked", "从 map 里取到的是 null，却没有检查")
                                    : text("the id is not looked up before the stream opens", "打开流之前没有查找这个 id"))
                    .on(get)
                    .failure();
        }
    }

    private static Fault fault(ResponseHead head, Text wanted) {
        return Fault.expected(wanted)
                .received(text("status %d %s", "状态码 %d %s", head.status(), WireText.escape(head.reason())));
    }

    private Connection post(String body) {
        return probe.postJson("/questions", body.getBytes(StandardCharsets.UTF_8));
    }
}
