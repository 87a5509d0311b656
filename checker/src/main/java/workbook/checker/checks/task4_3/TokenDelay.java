package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.SecondLook;
import workbook.checker.text.Text;

/** How long the pieces of an answer take through the server. */
final class TokenDelay {

    private static final int GATES = 5;
    private static final SecondLook LOOKS = new SecondLook(3);
    private static final Text WHY_AT_ONCE = text(
            "a reader starts to read with the first word; the whole answer may take a minute",
            "读者看到第一个词就开始读了；整个回答可能要一分钟");

    private TokenDelay() {}

    /** What was measured at one question: the median counts, since a busy machine is late once. */
    private record Late(QuestionStream talk, Duration median) {}

    static void requireAtOnce(ModelServer modelServer) {
        LOOKS.require(
                measure(modelServer),
                () -> measure(modelServer),
                late -> late.median().compareTo(modelServer.prompt()) > 0
                        ? Optional.of(fault(late))
                        : Optional.empty());
    }

    /** The model makes a piece only when the one before has arrived. */
    private static Late measure(ModelServer modelServer) {
        List<CountDownLatch> gates =
                Stream.generate(() -> new CountDownLatch(1)).limit(GATES).toList();
        QuestionStream talk = modelServer.talk(ModelScripts.gated(gates)).opened();
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < GATES; i++) {
            long made = System.nanoTime();
            gates.get(i).countDown();
            if (!talk.awaitTokens(
                    i + 1, modelServer.timeout().multipliedBy(2).dividedBy(3))) { // or the server gives up
                gates.forEach(CountDownLatch::countDown);
                throw missing(talk, i + 1);
            }
            delays.add(Duration.ofNanos(talk.tokens().get(i).nanos() - made));
        }
        return new Late(talk, delays.stream().sorted().toList().get(GATES / 2));
    }

    private static CheckFailure fault(Late late) {
        return Fault.expected(text("each token as soon as the model has made it", "模型一生成 token 就立即送达"))
                .received(text(
                        "each %.2f s later (the median of %d)",
                        "每个都晚 %.2f 秒（%d 个的中位数）", late.median().toMillis() / 1000.0, GATES))
                .why(WHY_AT_ONCE)
                .likely(text(
                        "tokens are collected and sent together, or the loop sleeps between two looks",
                        "把 token 攒起来一起发，或者循环里隔一段时间才看一次"))
                .on(late.talk().connection())
                .failure();
    }

    private static CheckFailure missing(QuestionStream talk, int wanted) {
        int got = talk.tokens().size();
        talk.awaitAnswer();
        List<String> others = talk.events().stream()
                .map(event -> event.item().type())
                .filter(type -> !type.equals("token"))
                .distinct()
                .toList();
        boolean later = talk.tokens().size() > got;
        return Fault.expected(text(
                        "an event of type \"token\" for piece %d, before the model makes the next",
                        "第 %d 个片段对应的 \"token\" 事件，赶在模型生成下一个之前", wanted))
                .received(
                        later
                                ? text("nothing, until the model had made them all", "什么都没有，直到模型全部生成完")
                                : others.isEmpty()
                                        ? text("no event", "没有事件")
                                        : text(
                                                "events of type %s",
                                                "类型为 %s 的事件", Text.same(WireText.escape(others.toString()))))
                .why(WHY_AT_ONCE)
                .likely(
                        later
                                ? text(
                                        "the answer is read to its end before anything is sent; emit in the callback or in a loop beside it",
                                        "先把回答读完才开始发送；应当来一段发一段")
                                : others.isEmpty()
                                        ? text(
                                                "what the model hands over does not reach the handler that writes",
                                                "模型交出的片段没有到达负责写的处理函数")
                                        : text(
                                                "the type is \"token\", and any other goes past the page's listener",
                                                "类型应为 \"token\"，否则页面的监听器收不到"))
                .on(talk.connection())
                .failure();
    }
}
