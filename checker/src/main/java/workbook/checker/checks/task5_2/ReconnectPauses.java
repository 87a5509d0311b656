package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Script;

/** How long a page waits before it comes back. */
final class ReconnectPauses {

    /** Timers of a browser and clocks of two processes: a pause may seem shorter by so much. */
    private static final Duration EARLY = Duration.ofMillis(20);

    private static final int TRIES = 3;

    private final AnswerScript script = new AnswerScript();
    private final FetchPage page;
    private final Duration slack;

    private ReconnectPauses(Probe probe) {
        page = FetchPage.open(probe, script);
        slack = probe.slack();
    }

    static ReconnectPauses open(Probe probe) {
        return new ReconnectPauses(probe);
    }

    /** Measured again when it is wrong: a machine that pauses makes a page late, but not three times. */
    void require(long retry) {
        Duration least = Duration.ofMillis(retry).minus(EARLY);
        Duration most = Duration.ofMillis(2 * retry).plus(slack);
        String question = "";
        Duration pause = Duration.ZERO;
        for (int n = 0; n < TRIES; n++) {
            question = "retry " + retry + ", try " + n;
            pause = measure(question, retry, most.multipliedBy(3));
            if (pause.compareTo(least) >= 0 && pause.compareTo(most) <= 0) {
                return;
            }
        }
        throw page.failure(Fault.expected(text("a pause of %d to %d ms", "停顿 %d 到 %d 毫秒", retry, most.toMillis()))
                .received(
                        pause.compareTo(most.multipliedBy(3)) >= 0
                                ? text("no request within %d ms", "%d 毫秒内没有请求", pause.toMillis())
                                : text("a pause of %d ms", "停顿 %d 毫秒", pause.toMillis()))
                .why(text(
                        "retry: %d says how long to wait; up to twice that is fine, for randomness",
                        "retry: %d 规定了等多久；为了加随机，最多可以是它的两倍", retry))
                .likely(text("a fixed pause, or the pause grows before anything has failed", "停顿是固定值，或者还没有失败就开始加长")));
    }

    /** A person who looks at the page meanwhile must see that it has not given up. */
    void requireWord(long retry) {
        String question = "a word for the pause";
        script.on(question, stream(retry));
        page.ask(question);
        if (!page.awaitStatus("waiting")) {
            throw page.failure(Fault.expected(text("[data-status] says waiting", "[data-status] 显示 waiting"))
                    .received(PageState.status(page.sheet()))
                    .why(text("the line is cut, and the page will come back", "线路断了，页面还会回来"))
                    .likely(text("the word is not written before the pause", "停顿之前没有写这个词")));
        }
        page.stop();
    }

    private static Script stream(long retry) {
        return (request, answer) -> answer.eventStream()
                .write("retry: " + retry + "\nevent: word\nid: 1\ndata: one\n\n")
                .end();
    }

    /** From the end of the first stream to the next request. */
    private Duration measure(String question, long retry, Duration limit) {
        script.on(question, stream(retry));
        page.ask(question);
        page.awaitAsked(question, 1, page.limit());
        List<Answer> asked = page.awaitAsked(question, 2, limit);
        page.stop();
        return asked.size() < 2
                ? limit
                : Duration.between(
                        asked.getFirst().sent().getLast().at(),
                        asked.get(1).request().at());
    }
}
