package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** The stop button of the page, pressed at three moments. */
final class StopButton {

    private static final String OPEN = "stop while open";
    private static final String REPLACED = "replaced by the next";
    private static final String NEXT = "the next";
    private static final String WAITING = "stop while waiting";
    private static final String LONG = "stop in a long pause";
    private static final String BEHIND = "behind a long pause";
    private static final Duration RETRY = Duration.ofMillis(300);

    /** Longer than anybody waits for a button. */
    private static final Duration LONG_RETRY = Duration.ofMinutes(1);

    private final FetchPage page;
    private final Duration slack;

    private StopButton(Probe probe) {
        slack = probe.slack();
        page = FetchPage.open(
                probe,
                new AnswerScript()
                        .on(OPEN, (request, answer) -> word(answer, "one").hold())
                        .on(REPLACED, (request, answer) -> word(answer, "old").hold())
                        .on(NEXT, (request, answer) -> word(answer, "new").hold())
                        .on(WAITING, (request, answer) -> word(answer, "one").end())
                        .on(LONG, longPause(), longPause())
                        .on(BEHIND, (request, answer) -> word(answer, "new").hold()));
    }

    private static Script longPause() {
        return (request, answer) -> word(answer, "one", LONG_RETRY).end();
    }

    private static Answer word(Answer answer, String data) {
        return word(answer, data, RETRY);
    }

    private static Answer word(Answer answer, String data, Duration retry) {
        return answer.eventStream()
                .write("retry: " + retry.toMillis() + "\nevent: word\nid: 1\ndata: " + data + "\n\n");
    }

    static StopButton open(Probe probe) {
        return new StopButton(probe);
    }

    void requireWhileOpen() {
        page.ask(OPEN);
        page.awaitRows(1);
        page.stop();
        requireLeft(OPEN, text("[data-stop] was clicked", "点击了 [data-stop]"));
        requireStopped(OPEN);
        requireNoReturn(OPEN);
    }

    void requireByNextQuestion() {
        page.ask(REPLACED);
        page.awaitRows(1);
        page.ask(NEXT);
        requireLeft(REPLACED, text("another question was asked", "提了另一个问题"));
        boolean fresh = page.await("driver.data().join() === 'new'", page.limit());
        if (!fresh || !page.awaitStatus("open")) {
            throw failure(
                    NEXT,
                    text("only the row of the new question, and open", "只有新问题的那一行，并且显示 open"),
                    PageState.rows(page.sheet().words()).then(PageState.status(page.sheet())),
                    text("a new question begins with an empty page", "新的提问从空白页面开始"),
                    text(
                            "rows are not cleared, or the end of the old question writes over the state of the new",
                            "没有清空旧的行，或者旧问题的结束覆盖了新问题的状态"));
        }
        page.stop();
        requireLeft(NEXT, text("[data-stop] was clicked after another question", "换了问题之后点击了 [data-stop]"));
    }

    void requireWhileWaiting() {
        page.ask(WAITING);
        if (!page.awaitStatus("waiting")) {
            return; // that it does not come back at all is for another check to say
        }
        page.stop();
        requireStopped(WAITING);
        requireNoReturn(WAITING);
    }

    /** The click and the next question count at once, however long the pause would be. */
    void requireInALongPause() {
        page.ask(LONG);
        if (!page.awaitStatus("waiting")) {
            return;
        }
        page.stop();
        requireStopped(
                LONG,
                text(
                        "the pause of %d s does not end at the abort: its promise must settle and its timer be cleared when the signal fires",
                        "%d 秒的停顿没有因中止而结束：signal 触发时，要让它的 promise 完成，并清除定时器", LONG_RETRY.toSeconds()));
        page.ask(LONG);
        page.awaitStatus("waiting");
        page.ask(BEHIND);
        boolean fresh = page.await("driver.data().join() === 'new'", page.limit());
        int before = page.asked(LONG).size(); // a page that does not wait as long as it was asked is for another check
        page.pass(LONG_RETRY.multipliedBy(2));
        int asked = page.awaitAsked(LONG, before + 1, slack).size();
        if (!fresh || asked > before || !page.awaitStatus("open")) {
            throw failure(
                    BEHIND,
                    text(
                            "only the new question, and open, once the pause of the old one would be over",
                            "旧问题的停顿到期之后，仍然只有新问题，并且显示 open"),
                    asked > before
                            ? text("the old question was asked again", "旧问题又被问了一次")
                            : PageState.rows(page.sheet().words()).then(PageState.status(page.sheet())),
                    text("a new question stops the one before, in its pause, too", "新的提问会停掉前一个，停顿期间也一样"),
                    text("the loop of the old question goes on behind its pause", "旧问题的循环在停顿之后继续运行"));
        }
        page.stop();
    }

    private void requireLeft(String question, Text what) {
        Answer answer = page.asked(question).getFirst();
        if (!answer.awaitLeft(page.limit())) {
            throw failure(
                    question,
                    text("the connection is closed", "连接关闭"),
                    text("%s, and the connection is still open", "%s，连接却还开着", what),
                    text(
                            "a page that only stops showing leaves the server working for nobody",
                            "页面只是不再显示，服务器就在为没有人的地方工作"),
                    text(
                            "controller.abort() is not called, or its signal did not go into fetch",
                            "没有调用 controller.abort()，或者 signal 没有传给 fetch"));
        }
    }

    private void requireStopped(String question) {
        requireStopped(question, text("an AbortError is handled like a broken line", "AbortError 被当成断线处理了"));
    }

    private void requireStopped(String question, Text likely) {
        if (!page.awaitStatus("stopped")) {
            throw failure(
                    question,
                    text("[data-status] says stopped", "[data-status] 显示 stopped"),
                    PageState.status(page.sheet()),
                    text("a stop that was wanted is no failure", "主动停止不是失败"),
                    likely);
        }
    }

    private void requireNoReturn(String question) {
        Duration watch = RETRY.multipliedBy(2).plus(slack);
        int before = page.asked(question).size();
        if (page.awaitAsked(question, before + 1, watch).size() > before) {
            throw failure(
                    question,
                    text("no request after a stop", "停止之后不再请求"),
                    text("the page asked again", "页面又问了一次"),
                    text("stop means stop, in the pause before a reconnect, too", "停止就是停止，重连前的停顿里也一样"),
                    text("the pause goes on, and nobody looks at the signal behind it", "停顿还在继续，之后也没有人看 signal"));
        }
    }

    private CheckFailure failure(String question, Text wanted, Text got, Text why, Text likely) {
        return page.failure(Fault.expected(wanted).received(got).why(why).likely(likely));
    }
}
