package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** How long a page waits before it comes back. */
final class ReconnectPauses {

    /** Timers of a browser and clocks of two processes: a pause may seem shorter by so much. */
    private static final Duration EARLY = Duration.ofMillis(20);

    private static final SecondLook LOOKS = new SecondLook(5);

    private static final Script WORD = (request, answer) ->
            answer.eventStream().write("event: word\nid: 2\ndata: two\n\n").end();

    private final AnswerScript script = new AnswerScript();
    private final FetchPage page;
    private final Duration slack;
    private int asked;

    private ReconnectPauses(Probe probe) {
        page = FetchPage.open(probe, script);
        slack = probe.slack();
    }

    static ReconnectPauses open(Probe probe) {
        return new ReconnectPauses(probe);
    }

    /** Behind the stream that asked for it. */
    void require(long retry) {
        require(retry, 1, text("a fixed pause, or the pause grows before anything has failed", "停顿是固定值，或者还没有失败就开始加长"));
    }

    /** Behind a later stream that says nothing of it: the retry time outlives its connection. */
    void requireRemembered(long retry) {
        require(
                retry,
                2,
                text(
                        "the first pause was right, but the next connection began with a retry time of its own: hand on that of the one before, as you do with the id",
                        "第一次停顿是对的，但下一个连接又从自己的初始重连时间开始：应当像 id 那样，从前一个连接接过来"));
    }

    /** @param behind the stream whose end the pause follows, 1 for the first */
    private void require(long retry, int behind, Text likely) {
        Duration least = Duration.ofMillis(retry).minus(EARLY);
        Duration most = Duration.ofMillis(2 * retry).plus(slack);
        Supplier<Duration> pause = () -> measure(retry, behind, most.multipliedBy(3));
        LOOKS.require(
                pause.get(),
                pause,
                measured -> measured.compareTo(least) < 0 || measured.compareTo(most) > 0
                        ? Optional.of(fault(retry, measured, most, likely))
                        : Optional.empty());
    }

    private CheckFailure fault(long retry, Duration pause, Duration most, Text likely) {
        return page.failure(Fault.expected(text("a pause of %d to %d ms", "停顿 %d 到 %d 毫秒", retry, most.toMillis()))
                .received(
                        pause.compareTo(most.multipliedBy(3)) >= 0
                                ? text("no request within %d ms", "%d 毫秒内没有请求", pause.toMillis())
                                : text("a pause of %d ms", "停顿 %d 毫秒", pause.toMillis()))
                .why(text(
                        "retry: %d says how long to wait; up to twice that is fine, for randomness",
                        "retry: %d 规定了等多久；为了加随机，最多可以是它的两倍", retry))
                .likely(likely));
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

    /** From the end of one stream to the next request. */
    private Duration measure(long retry, int behind, Duration limit) {
        String question = "retry " + retry + ", question " + ++asked;
        Script[] streams = new Script[behind];
        Arrays.fill(streams, WORD);
        streams[0] = stream(retry);
        script.on(question, streams);
        page.ask(question);
        page.awaitAsked(question, behind, page.limit());
        List<Answer> answers = page.awaitAsked(question, behind + 1, limit);
        page.stop();
        return answers.size() <= behind
                ? limit
                : Duration.between(
                        answers.get(behind - 1).sent().getLast().at(),
                        answers.get(behind).request().at());
    }
}
