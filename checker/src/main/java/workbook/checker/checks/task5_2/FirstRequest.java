package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Locale;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.text.Text;

/** The first request that a question makes. */
final class FirstRequest {

    private static final Text CONTRACT =
            text("the question goes to POST /ask as JSON, the token in a header", "问题以 JSON 发往 POST /ask，token 放在请求头里");

    private final FetchPage page;
    private final Request request;

    private FirstRequest(FetchPage page, Request request) {
        this.page = page;
        this.request = request;
    }

    static void require(Probe probe, String question) {
        FetchPage page = FetchPage.open(probe, new AnswerScript().on(question, (request, answer) -> answer.eventStream()
                .write("event: done\ndata: 0\n\n")
                .hold()));
        String token = "t-" + probe.word();
        page.ask(token, question);
        List<Answer> requests = page.awaitAnything();
        if (requests.isEmpty()) {
            throw page.failure(Fault.expected(same("POST /ask"))
                    .received(text("no request at all", "没有任何请求"))
                    .why(CONTRACT)
                    .likely(text("nobody listens to the submit of [data-form]", "没有监听 [data-form] 的 submit")));
        }
        FirstRequest first = new FirstRequest(page, requests.getFirst().request());
        first.requirePost();
        first.requireToken(token);
        first.requireJson(question);
    }

    private void requirePost() {
        if (!request.method().equals("POST") || !request.path().equals("/ask")) {
            throw failure(
                    same("POST /ask"),
                    same(shown(request.line())),
                    request.method().equals("POST")
                            ? text("another path in the call of fetch", "fetch 里的路径不对")
                            : text(
                                    "fetch sends a GET unless it is told method: \"POST\"",
                                    "不写 method: \"POST\"，fetch 发出的就是 GET"));
        }
    }

    private void requireToken(String token) {
        if (request.query().contains(token)) {
            throw failure(
                    text("the token in a header, and nowhere else", "token 只放在请求头里"),
                    same(shown(request.line())),
                    text("a URL ends up in logs and in the history", "URL 会进日志，也会进历史记录"));
        }
        if (request.text().contains(token)) {
            throw failure(
                    text("the token in a header, and nowhere else", "token 只放在请求头里"),
                    text("the body %s", "请求体 %s", same(shown(request.text()))),
                    text(
                            "a body is kept with the question, in logs and in a database; what proves who asks does not belong to what is asked: leave it out",
                            "请求体会和问题一起保存在日志和数据库里；证明身份的 token 不属于问题的内容：应去掉"));
        }
        String wanted = "Bearer " + token;
        String sent = request.header("authorization").orElse("");
        if (!sent.equals(wanted)) {
            throw failure(
                    same("Authorization: " + wanted),
                    sent.isEmpty()
                            ? text("no header Authorization", "没有 Authorization 请求头")
                            : same("Authorization: " + shown(sent)),
                    text(
                            "headers: { Authorization: `Bearer ${token}` }, with what stands in [data-token] now",
                            "headers: { Authorization: `Bearer ${token}` }，取 [data-token] 当前的值"));
        }
    }

    private void requireJson(String question) {
        String type = request.header("content-type").orElse("");
        if (!type.split(";")[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw failure(
                    same("Content-Type: application/json"),
                    type.isEmpty()
                            ? text("no header Content-Type", "没有 Content-Type 请求头")
                            : same("Content-Type: " + shown(type)),
                    text(
                            "fetch takes a string for text/plain unless a header says otherwise",
                            "不写请求头，fetch 就把字符串当成 text/plain"));
        }
        if (!AnswerScript.question(request).equals(question)) {
            throw failure(
                    text(
                            "the body {\"question\": …} with the text of [data-question]",
                            "请求体为 {\"question\": …}，内容取自 [data-question]"),
                    same(request.body().length == 0 ? "\"\"" : shown(request.text())),
                    text(
                            "JSON.stringify({ question }) writes the quotes; text that is glued together does not",
                            "引号要靠 JSON.stringify({ question })；自己拼接是不行的"));
        }
    }

    private CheckFailure failure(Text wanted, Text got, Text likely) {
        return page.failure(Fault.expected(wanted).received(got).why(CONTRACT).likely(likely));
    }

    private static String shown(String text) {
        return WireText.escape(text);
    }
}
