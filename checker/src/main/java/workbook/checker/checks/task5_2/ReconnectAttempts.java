package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** How often a page tries when nothing comes. */
final class ReconnectAttempts {

    private static final String NOTHING = "nothing ever comes";
    private static final String SOMETHING = "something comes now and then";
    private static final int LEAST = 3;
    private static final int MOST = 6;

    /** Longer than any pause of a page that makes each longer than the one before: so much of its time passes at once. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Script EMPTY =
            (request, answer) -> answer.eventStream().write("retry: 25\n\n").end();
    private static final Script BROKEN = (request, answer) -> answer.cut();
    private static final Script WORD = (request, answer) -> answer.eventStream()
            .write("retry: 25\nevent: word\nid: 1\ndata: one\n\n")
            .end();

    private final FetchPage page;

    private ReconnectAttempts(Probe probe) {
        page = FetchPage.open(
                probe,
                new AnswerScript()
                        .on(NOTHING, EMPTY, BROKEN, EMPTY, BROKEN, EMPTY, BROKEN, EMPTY, EMPTY)
                        .on(
                                SOMETHING, EMPTY, BROKEN, WORD, EMPTY, BROKEN, WORD, EMPTY, BROKEN, EMPTY, BROKEN,
                                EMPTY, BROKEN, EMPTY, EMPTY));
    }

    static ReconnectAttempts open(Probe probe) {
        return new ReconnectAttempts(probe);
    }

    void requireEnd() {
        page.ask(NOTHING);
        requireTries(NOTHING, 0);
    }

    /** Two words came in between, so the attempts before them do not count. */
    void requireFreshCount() {
        page.ask(SOMETHING);
        requireTries(SOMETHING, 6);
    }

    private void requireTries(String question, int before) {
        int tries = triesUntilFailed(question, before + MOST + 1) - before;
        if (tries < LEAST || tries > MOST) {
            throw failure(
                    question,
                    text("%d to %d attempts in a row without an event", "连续 %d 到 %d 次没有事件的尝试", LEAST, MOST),
                    tries < LEAST
                            ? text("%d requests in all", "一共 %d 次请求", tries + before)
                            : text("%d, and no end", "%d 次，还没有停", tries),
                    text("each attempt costs the server, and with a model it costs money", "每次尝试都要服务器付出代价，用模型时还要花钱"),
                    tries < LEAST
                            ? text(
                                    "attempts are counted from the beginning, and not since the last event",
                                    "从头开始计数，而不是从上一个事件算起")
                            : text(
                                    "nobody counts the attempts, or an empty stream sets the count to nothing",
                                    "没有给尝试计数，或者空的流让计数归零"));
        }
        if (!page.awaitStatus("failed") || !page.await("driver.sheet().message !== ''", page.limit())) {
            throw failure(
                    question,
                    text(
                            "[data-status] says failed, and [data-message] why",
                            "[data-status] 显示 failed，[data-message] 说明原因"),
                    PageState.status(page.sheet())
                            .then(text(
                                    "and [data-message] %s",
                                    "，[data-message] 是 %s",
                                    same(PageState.quoted(page.sheet().message())))),
                    text("a page that has given up and does not say so looks as if it worked", "放弃了却不说，看上去就像还在工作"),
                    Text.NONE);
        }
    }

    /** Ends each pause as soon as the page is in it, however long it is; no more than so many requests are waited for. */
    private int triesUntilFailed(String question, int most) {
        int asked = page.awaitAsked(question, 1, page.limit()).size();
        while (asked < most && page.awaitStatus("waiting", "failed") && !page.hasStatus("failed")) {
            page.hurry(PAUSE);
            int now = page.awaitAsked(question, asked + 1, page.limit()).size();
            if (now == asked) {
                break;
            }
            asked = now;
        }
        return page.asked(question).size();
    }

    private CheckFailure failure(String question, Text wanted, Text got, Text why, Text likely) {
        return page.failure(Fault.expected(wanted).received(got).why(why).likely(likely));
    }
}
