package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;

/** A question that is asked while the answer to the one before still comes in. */
final class NextQuestion {

    /** Counts what the stream of the first question brings, behind the listeners of the page. */
    private static final String LISTENING =
            """
            (() => {
              window.heard = 0;
              EventTarget.prototype.addEventListener.call(recorder.sources[0], "token", () => { heard += 1; });
            })()""";

    private final CountDownLatch accepted = new CountDownLatch(1);
    private final AnswerPage page;

    private NextQuestion(Probe probe) {
        page = AnswerPage.answering(
                probe,
                (number, answer) -> {
                    if (number == 2) {
                        accepted.await();
                    }
                    AnswerPage.accept(number, answer);
                },
                (request, answer) ->
                        answer.eventStream().write(AnswerPage.token("first")).hold(),
                (request, answer) -> answer.eventStream().hold());
    }

    static void requireAlone(Probe probe) {
        new NextQuestion(probe).require();
    }

    /** The old answer goes on while the new question is posted, and when its stream is open. */
    private void require() {
        page.ask("why?");
        if (!page.awaitAnswer("first")) {
            return; // whether an answer is shown at all is looked at before
        }
        page.visit().page().evaluate(LISTENING);
        page.ask("and then?");
        if (page.visit().requests(AnswerPage.QUESTIONS, 2).size() < 2) {
            return; // this page takes no question as long as an answer comes in
        }
        goOnWithFirst(1);
        accepted.countDown();
        List<Answer> second = page.visit().requests(AnswerPage.path(2), 1);
        if (second.isEmpty()) {
            return; // it looks at the second answer when the first is over
        }
        goOnWithFirst(2);
        second.getFirst().write(AnswerPage.token("new"));
        if (!page.awaitAnswer("new")) {
            throw Fault.expected(text(
                            "only the answer to the newest question in [data-answer]: \"new\"",
                            "[data-answer] 里只有最新问题的回答：\"new\""))
                    .received(page.answer())
                    .why(text(
                            "the answer to the question before was still coming in when this one was asked; nobody waits for the rest of it",
                            "提这个问题时，前一个问题的回答还没有结束；已经没有人在等它剩下的部分了"))
                    .likely(text(
                            "the old stream goes on: close it when the next question is asked, before the POST",
                            "旧的流还开着：提下一个问题时，应当在 POST 之前关闭它"))
                    .on(page.visit())
                    .failure();
        }
    }

    /** One more token of the first answer; goes on when the page has heard it, or has closed that stream. */
    private void goOnWithFirst(int times) {
        page.visit().requests(AnswerPage.path(1), 1).getFirst().write(AnswerPage.token(" old " + times));
        page.visit().await("recorder.sources[0].readyState === 2 || heard >= " + times);
    }
}
