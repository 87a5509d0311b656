package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.regex.Pattern;
import workbook.checker.browser.Page;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** Answers that are no event stream, each to a question of its own. */
final class Refusals {

    private static final Text REFUSED = text(
            "only status 200 with the type text/event-stream is a stream; asking again would bring the same",
            "只有状态码 200 加类型 text/event-stream 才是流；再问一次结果也一样");

    /** The statuses that response.ok takes for 200. */
    private static final Pattern ALMOST_GOOD = Pattern.compile("2(?!00)\\d\\d .*");

    private static final Duration RETRY = Duration.ofMillis(60);

    private final AnswerScript script = new AnswerScript();
    private final FetchPage page;
    private final Duration slack;
    private int questions;

    private Refusals(Probe probe) {
        page = FetchPage.open(probe, script);
        slack = probe.slack();
    }

    static Refusals open(Probe probe) {
        return new Refusals(probe);
    }

    /** @param named what the message must hold: it is what a person needs to know */
    void requireRefused(String status, String type, String body, String named) {
        String question = ask((request, answer) -> answer.whole(status, type, body));
        requireFailed(question, (status + " · " + type).strip(), named);
        requireAsked(question, 1, Duration.ZERO);
    }

    /** A refusal of the second connection, which many pages forget to look at. */
    void requireRefusedOnReturn(String status, String named) {
        String question = ask(
                (request, answer) -> answer.eventStream()
                        .write("retry: " + RETRY.toMillis() + "\nevent: word\nid: 1\ndata: one\n\n")
                        .end(),
                (request, answer) -> answer.whole(status, "text/plain", "busy"));
        if (page.awaitAsked(question, 2, page.limit()).size() < 2) {
            return; // that it does not come back at all is for another check to say
        }
        requireFailed(question, status, named);
        requireAsked(question, 2, RETRY.multipliedBy(2).plus(slack));
    }

    void requireAccepted(String type) {
        String question =
                ask((request, answer) -> answer.head("200 OK", "Content-Type: " + type, "Transfer-Encoding: chunked")
                        .write("event: word\ndata: one\n\n")
                        .hold());
        if (!page.awaitRows(1)) {
            throw failure(
                    question,
                    text("a row: %s is an event stream", "一行：%s 就是事件流", type),
                    PageState.status(page.sheet()),
                    text("types compare without regard to case, and parameters may follow", "类型比较不分大小写，后面可以有参数"),
                    text("the whole header is compared with ===", "用 === 比较了整个请求头的值"));
        }
        if (!page.await("driver.sheet().message === ''", page.limit())) {
            throw failure(
                    question,
                    text("an empty [data-message]: this answer was not refused", "[data-message] 是空的：这个回答没有被拒绝"),
                    same(PageState.quoted(page.sheet().message())),
                    text("the message belongs to one question, as its rows do", "消息和各行一样，只属于一个问题"),
                    text(
                            "the message of the question before is not taken away when the form is sent",
                            "提交表单时没有清除前一个问题的消息"));
        }
    }

    private String ask(Script... inTurn) {
        String question = "refusal " + ++questions;
        script.on(question, inTurn);
        page.ask(question);
        return question;
    }

    private void requireFailed(String question, String answered, String named) {
        if (!page.awaitStatus("failed")) {
            throw failure(
                    question,
                    text("[data-status] says failed", "[data-status] 显示 failed"),
                    PageState.status(page.sheet()),
                    REFUSED,
                    whyRead(answered));
        }
        page.await("driver.sheet().message.includes(" + Page.quoted(named) + ")", page.limit());
        String message = page.sheet().message();
        if (!message.contains(named)) {
            throw failure(
                    question,
                    text("a [data-message] that holds %s", "[data-message] 里含有 %s", named),
                    same(PageState.quoted(message)),
                    text("who sees the page must learn what the server said", "看页面的人要知道服务器说了什么"),
                    text(
                            "response.status and response.headers.get(\"Content-Type\") belong into the message",
                            "response.status 和 response.headers.get(\"Content-Type\") 要写进消息"));
        }
    }

    private static Text whyRead(String answered) {
        return ALMOST_GOOD.matcher(answered).matches()
                ? text(
                        "%s was read as if it were a stream: response.ok is true for every status from 200 to 299; compare response.status with 200",
                        "把 %s 当成流来读了：状态码从 200 到 299，response.ok 都是 true；应当比较 response.status 和 200", answered)
                : text(
                        "%s was read as if it were a stream: fetch resolves whatever the status is",
                        "把 %s 当成流来读了：不管什么状态码，fetch 都会成功返回", answered);
    }

    private void requireAsked(String question, int times, Duration watch) {
        if (page.awaitAsked(question, times + 1, watch).size() > times) {
            throw failure(
                    question,
                    text("no request after a refusal", "被拒绝之后不再请求"),
                    text("the page asked again", "页面又问了一次"),
                    REFUSED,
                    text("a refusal is caught where a broken line is caught", "拒绝和断线被同一个 catch 处理了"));
        }
    }

    private CheckFailure failure(String question, Text wanted, Text got, Text why, Text likely) {
        return page.failure(Fault.expected(wanted).received(got).why(why).likely(likely));
    }
}
