package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.scripted.ModelAnswer;
import workbook.checker.text.Text;

/** Several readers: each has a question, or all have the same. */
final class SeveralReaders {

    private static final int AT_ONCE = 6;
    private static final int READERS = 4;

    private SeveralReaders() {}

    /** Several at once, their answers interleaved; one of them leaves in the middle. */
    static void requireOwnAnswers(ModelServer modelServer) {
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        List<QuestionStream> talks = IntStream.range(0, READERS)
                .mapToObj(n -> modelServer.talk(answer -> {
                    answer.open()
                            .delta("answer")
                            .delta(" " + n)
                            .await(n == 0 ? left : others)
                            .delta(" is")
                            .delta(" yours " + n);
                    answer.chunk(ModelAnswer.ofFinish())
                            .chunk(ModelAnswer.ofDone())
                            .end();
                }))
                .toList();
        talks.forEach(talk -> talk.opened().awaitTokens(2, modelServer.patience()));
        talks.getFirst().connection().reset();
        left.countDown();
        modelServer.passTime(); // the server has learned of it, by a write that failed, before the others go on
        others.countDown();
        for (int n = 1; n < READERS; n++) {
            requireOwn(talks.get(n).awaitAnswer(), String.format(Locale.ROOT, "answer %d is yours %d", n, n));
        }
    }

    private static void requireOwn(QuestionStream talk, String wanted) {
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

    /** The model is asked once, whether several readers open the stream one after the other or at once. */
    static void requireOnce(ModelServer modelServer) {
        QuestionStream crowd = modelServer.answered(ModelTexts.plain()).put();
        requireAsked(
                modelServer,
                crowd,
                modelServer.server().atOnce(AT_ONCE, n -> crowd.get()),
                text("%d readers opened the stream at the same moment", "%d 个读者同时打开了这个流", AT_ONCE));
        QuestionStream done = modelServer.answered(ModelTexts.plain()).opened().awaitAnswer();
        done.connection().awaitEnd(modelServer.patience());
        requireAsked(
                modelServer,
                done,
                List.of(done.get()),
                text(
                        "the stream was opened again after its end, as an EventSource does that nobody closes",
                        "流结束之后又被打开了一次，没有人关闭的 EventSource 就会这样"));
        CountDownLatch never = new CountDownLatch(1);
        QuestionStream left = modelServer
                .talk(ModelScripts.gated(List.of(new CountDownLatch(0), never)))
                .opened();
        left.awaitTokens(1, modelServer.patience());
        left.connection().reset();
        modelServer.passTime();
        requireAsked(
                modelServer,
                left,
                List.of(left.get()),
                text("the connection was cut in the middle, and the stream opened again", "连接中途被切断，流又被打开了一次"));
    }

    private static void requireAsked(
            ModelServer modelServer, QuestionStream talk, List<Connection> readers, Text what) {
        readers.forEach(modelServer.server()::requireHead);
        talk.awaitAsked();
        modelServer.passTime();
        int asked = talk.asked().size();
        if (asked <= 1) {
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

    private static Text quoted(String text) {
        return same("\"" + WireText.escape(text) + "\"");
    }
}
