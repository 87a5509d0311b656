package workbook.checker.checks.task4_3;

import static workbook.checker.checks.timing.Heartbeat.seconds;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/** Readers who leave in the middle of an answer, and what becomes of the requests to the model. */
final class LeavingReaders {

    private static final Duration PACE = Duration.ofMillis(30);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    /** A reader who left, what the model was doing then, and the moment by System.nanoTime(). */
    private record Leaver(QuestionStream talk, Text when, long nanos) {
        Optional<Duration> stopped() {
            return talk.asked().getFirst().left().map(left -> Duration.ofNanos(left - nanos));
        }
    }

    private final ModelServer modelServer;
    private final List<Leaver> leavers;

    private LeavingReaders(ModelServer modelServer, List<Leaver> leavers) {
        this.modelServer = modelServer;
        this.leavers = leavers;
    }

    /** Opens the streams and leaves them: the server has time to notice while other things are looked at. */
    static LeavingReaders open(ModelServer modelServer) {
        QuestionStream thinking = modelServer.talk(ModelScripts.silent()).opened();
        QuestionStream stalled =
                modelServer.talk(ModelScripts.silentAfterAToken()).opened();
        QuestionStream flowing = modelServer.talk(ModelScripts.flowing(PACE)).opened();
        thinking.awaitAsked();
        stalled.awaitTokens(1, modelServer.patience());
        flowing.awaitTokens(3, modelServer.patience());
        thinking.connection().close();
        stalled.connection().reset();
        flowing.connection().close();
        long now = System.nanoTime();
        return new LeavingReaders(
                modelServer,
                List.of(
                        new Leaver(flowing, text("in the middle of the answer, by FIN", "回答到一半时，FIN"), now),
                        new Leaver(
                                stalled, text("while the next token was awaited, by RST", "正在等下一个 token 时，RST"), now),
                        new Leaver(thinking, text("before the first token, by FIN", "第一个 token 之前，FIN"), now)));
    }

    /** The second write fails at the latest, and there is a heartbeat for it. */
    void requireStopped() {
        Duration limit = modelServer
                .interval()
                .multipliedBy(5)
                .dividedBy(2)
                .plus(A_SECOND)
                .plus(modelServer.server().slack());
        for (Leaver leaver : leavers) {
            Duration left = limit.minus(Duration.ofNanos(System.nanoTime() - leaver.nanos()));
            modelServer.model().await(() -> leaver.stopped().isPresent(), left.isNegative() ? Duration.ZERO : left);
            if (leaver.stopped().filter(took -> took.compareTo(limit) <= 0).isEmpty()) {
                throw Fault.expected(text(
                                "the request to the model closed within %.1f s after its reader left (%s)",
                                "读者离开（%2$s）之后，%1$.1f 秒内关闭给模型的请求", seconds(limit), leaver.when()))
                        .received(leaver.stopped()
                                .map(took -> text("closed after %.1f s", "%.1f 秒后才关闭", seconds(took)))
                                .orElse(text("still open", "仍然打开")))
                        .why(text(
                                "the model goes on and is paid for, though nobody reads: two heartbeats are enough to notice",
                                "没有人在读，模型却还在生成、还在计费；两次心跳就足以发现"))
                        .likely(text(
                                "when a write fails, nobody stops the thread that asks the model: interrupt it in finally or close()",
                                "写失败之后，没有人去停掉提问的线程：在 finally 或 close() 里中断它"))
                        .on(leaver.talk().connection())
                        .failure();
            }
        }
    }
}
