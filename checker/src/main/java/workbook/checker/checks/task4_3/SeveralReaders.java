package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
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

    /**
     * The model is asked once, whether several readers open the stream one after the other or at once. Each of them gets
     * the whole answer, or a status at which an EventSource gives up.
     */
    static void requireOnce(ModelServer modelServer) {
        requireOnceForCrowd(modelServer);
        requireOnceAfterEnd(modelServer);
        requireOnceAfterCut(modelServer);
    }

    private static void requireOnceForCrowd(ModelServer modelServer) {
        Text what = text("%d readers opened the stream at the same moment", "%d 个读者同时打开了这个流", AT_ONCE);
        QuestionStream talk = modelServer.answered(ModelTexts.plain()).put();
        List<Connection> crowd = modelServer.server().atOnce(AT_ONCE, n -> talk.get());
        requireAsked(modelServer, talk, crowd, what);
        requireOneAnswered(modelServer, crowd, what);
        crowd.stream()
                .sorted(Comparator.comparing(
                        reader -> isEmpty(talk, reader))) // a part of the answer says more than none
                .forEach(reader -> requireWholeOrRefused(talk, reader, what));
    }

    /** Whether this reader was let in, and got no token. */
    private static boolean isEmpty(QuestionStream talk, Connection reader) {
        return status(talk.modelServer(), reader) == 200
                && talk.by(reader).awaitAnswer().text().isEmpty();
    }

    private static void requireOnceAfterEnd(ModelServer modelServer) {
        Text what = text(
                "the stream was opened again after its end, as an EventSource does that nobody closes",
                "流结束之后又被打开了一次，没有人关闭的 EventSource 就会这样");
        QuestionStream talk = modelServer.answered(ModelTexts.plain()).opened().awaitAnswer();
        talk.connection().awaitEnd(modelServer.patience());
        Connection again = talk.get();
        requireAsked(modelServer, talk, List.of(again), what);
        requireWholeOrRefused(talk, again, what);
    }

    /** How the answer goes on that nobody read to its end is free. */
    private static void requireOnceAfterCut(ModelServer modelServer) {
        Text what = text("the connection was cut in the middle, and the stream opened again", "连接中途被切断，流又被打开了一次");
        CountDownLatch never = new CountDownLatch(1);
        QuestionStream talk = modelServer
                .talk(ModelScripts.gated(List.of(new CountDownLatch(0), never)))
                .opened();
        talk.awaitTokens(1, modelServer.patience());
        talk.connection().reset();
        modelServer.passTime();
        Connection again = talk.get();
        requireAsked(modelServer, talk, List.of(again), what);
        requireStreamOrRefused(modelServer, again, what);
    }

    /** Of those who came at once, somebody gets what all of them asked for. */
    private static void requireOneAnswered(ModelServer modelServer, List<Connection> readers, Text what) {
        if (readers.stream().noneMatch(reader -> status(modelServer, reader) == 200)) {
            throw Fault.expected(text("status 200 for the one who came first: %s", "最先到的人得到状态码 200：%s", what))
                    .received(
                            text("status %s for all of them", "所有人得到的都是状态码 %s", status(modelServer, readers.getLast())))
                    .why(text("the question was put, and nobody would ever see its answer", "问题已经提出，却没有人能看到回答"))
                    .likely(text(
                            "whoever finds the question marked is refused, and the one who marked it, too",
                            "发现问题已被标记的人被拒绝，标记它的人自己也被拒绝了"))
                    .on(readers.getLast())
                    .failure();
        }
    }

    private static void requireWholeOrRefused(QuestionStream talk, Connection reader, Text what) {
        requireStreamOrRefused(talk.modelServer(), reader, what);
        if (status(talk.modelServer(), reader) != 200) {
            return;
        }
        QuestionStream replay = talk.by(reader).awaitAnswer();
        String wanted = String.join("", ModelTexts.plain());
        if (!replay.text().equals(wanted)) {
            int same = TextFidelity.same(wanted, replay.text());
            throw Fault.expected(text(
                            "the whole answer, or status 410: %s; here: %s",
                            "完整的回答，或者状态码 410：%s；这里应为：%s", what, TextFidelity.around(wanted, same)))
                    .received(
                            replay.text().isEmpty()
                                    ? text("no text", "没有文本")
                                    : TextFidelity.around(replay.text(), same))
                    .why(text(
                            "a status 200 opens a stream, and its reader takes what comes for the answer",
                            "状态码 200 会打开一个流，读者会把收到的内容当成回答"))
                    .likely(
                            replay.text().isEmpty()
                                    ? text(
                                            "the handler opens its sink before it looks whether the question is taken; refuse first, with 410",
                                            "处理函数先打开了 sink，才检查问题是否已被领走；应当先拒绝，返回 410")
                                    : text(
                                            "readers share one queue, so each token goes to one of them only, or a replay begins in the middle",
                                            "几个读者共用一个队列，每个 token 只到其中一个手里；或者重放是从中间开始的"))
                    .on(reader)
                    .failure();
        }
        AnswerEndings.requireDone(replay, what);
    }

    /** Another status than 200 ends an EventSource (HTML 9.2.3), if it says that the request is at fault. */
    private static void requireStreamOrRefused(ModelServer modelServer, Connection reader, Text what) {
        int status = status(modelServer, reader);
        if (status == 200) {
            Expectations.requireEventStream(modelServer.server(), reader);
        } else if (status / 100 != 4) {
            throw Fault.expected(
                            text("status 410 or 409, or the answer once more: %s", "状态码 410 或 409，或者把回答再发一遍：%s", what))
                    .received(text("status %d", "状态码 %d", status))
                    .why(text(
                            "the model has been asked; who comes later is told so, or reads what it said",
                            "模型已经问过了；后来的人要么被告知这一点，要么读到它说过的话"))
                    .likely(
                            status >= 500
                                    ? text(
                                            "a question that is taken already ends in an exception; answer 410",
                                            "问题已被领走时抛出了异常；应当返回 410")
                                    : text("a status that says nothing about the question", "这个状态码没有说明问题的情况"))
                    .on(reader)
                    .failure();
        }
    }

    private static int status(ModelServer modelServer, Connection reader) {
        return modelServer.server().requireHead(reader).status();
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
