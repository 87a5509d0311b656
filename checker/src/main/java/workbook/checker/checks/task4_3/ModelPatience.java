package workbook.checker.checks.task4_3;

import static workbook.checker.checks.timing.Heartbeat.seconds;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** What readers hear while the model says nothing, and for how long the server waits for it. */
final class ModelPatience {

    /** How many signs of life a working model sends within the timeout. */
    private static final int SIGNS = 4;

    private static final Duration ROOM = Duration.ofSeconds(1);

    private final ModelServer modelServer;
    private final QuestionStream silent;
    private final QuestionStream stalled;
    private final QuestionStream alive;

    private ModelPatience(
            ModelServer modelServer, QuestionStream silent, QuestionStream stalled, QuestionStream alive) {
        this.modelServer = modelServer;
        this.silent = silent;
        this.stalled = stalled;
        this.alive = alive;
    }

    static ModelPatience open(ModelServer modelServer) {
        Duration pause = modelServer.timeout().dividedBy(SIGNS);
        return new ModelPatience(
                modelServer,
                modelServer.talk(ModelScripts.silent()).opened(),
                modelServer.talk(ModelScripts.silentAfterAToken()).opened(),
                modelServer.talk(ModelScripts.alive(SIGNS + SIGNS / 2, pause)).opened());
    }

    /** Heartbeats come while the model has sent nothing yet, and in the middle of an answer. */
    void requireHeartbeats() {
        requireHeartbeats(silent, text("before its first token", "在第一个 token 之前"));
        requireHeartbeats(stalled, text("after its first token", "在第一个 token 之后"));
    }

    /** One silence that is too long may be the doing of a busy machine; two of them, or hardly any sign, are not. */
    private void requireHeartbeats(QuestionStream talk, Text when) {
        talk.connection().awaitEnd(remaining(talk, modelServer.timeout()));
        List<Duration> silences = silences(talk);
        Duration heard = silences.stream().reduce(Duration.ZERO, Duration::plus);
        long wanted = Math.max(1, heard.dividedBy(modelServer.interval()) / 2);
        long comments = talk.connection().items(StreamItem.Comment.class).size();
        long late = silences.stream()
                .filter(silence -> silence.compareTo(modelServer.silent()) > 0)
                .count();
        if (late < 2 && comments >= wanted) {
            return;
        }
        throw Fault.expected(text(
                        "a comment at least every %.1f s while the model is silent, %s",
                        "模型没有动静时，至少每 %.1f 秒一条注释，%s", seconds(modelServer.interval()), when))
                .received(text("%d comments in %.1f s", "%2$.1f 秒内 %1$d 条注释", comments, seconds(heard)))
                .why(text(
                        "proxies close a connection that is silent, and only a write tells that the reader has gone",
                        "沉默的连接会被代理关闭；而且只有写的时候才知道读者已经离开"))
                .likely(whySilent(talk, comments))
                .on(talk.connection())
                .failure();
    }

    private static Text whySilent(QuestionStream talk, long comments) {
        boolean events = talk.events().stream().anyMatch(event -> !Set.of("token", "done", "failed")
                .contains(event.item().type()));
        return comments == 0 && events
                ? text(
                        "the heartbeat is an event; a comment does the same, and the page need not know of it",
                        "心跳用了事件；用注释就够了，页面也不必知道")
                : text(
                        "the handler waits for the model without a limit: let a thread of its own ask, and take from a queue with poll(interval)",
                        "处理函数无限期地等待模型：让另一个线程去问，自己用 poll(间隔) 从队列里取");
    }

    /** The silences of a stream: from headers to first sign, from sign to sign, and from the last to the end or to now. */
    private static List<Duration> silences(QuestionStream talk) {
        Connection connection = talk.connection();
        List<Duration> signs = new ArrayList<>();
        signs.add(connection.headAt().orElseThrow());
        for (ArrivedItem<StreamItem> item : connection.items()) {
            if (item.item() instanceof StreamItem.Comment || item.item() instanceof StreamItem.Event) {
                signs.add(item.at());
            }
        }
        connection.endedAt().ifPresent(signs::add);
        List<Duration> silences = new ArrayList<>();
        for (int i = 1; i < signs.size(); i++) {
            silences.add(signs.get(i).minus(signs.get(i - 1)));
        }
        if (connection.endedAt().isEmpty()) {
            silences.add(talk.age().minus(signs.getLast()));
        }
        return silences;
    }

    private static Duration remaining(QuestionStream talk, Duration limit) {
        Duration left = limit.minus(talk.age());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** A silent model fails neither too soon nor never, and a model that shows signs of life is waited for. */
    void requireTimeout() {
        requireTimeout(silent, text("the model sent nothing, not even a status", "模型什么都没有发，连状态码都没有"));
        requireTimeout(stalled, text("the model sent nothing after its first token", "模型发了第一个 token 之后就没有动静了"));
        requirePatience();
    }

    private void requireTimeout(QuestionStream talk, Text what) {
        Duration latest = modelServer
                .timeout()
                .multipliedBy(2)
                .plus(ROOM)
                .plus(modelServer.server().slack());
        if (!talk.awaitLast(remaining(talk, latest)) && talk.goesOn()) {
            throw endless(talk, what);
        }
        AnswerEndings.requireFailed(
                talk,
                text(
                        "%s for %.1f s (model.timeout)",
                        "%s，已过 %.1f 秒（model.timeout）", what, seconds(modelServer.timeout())),
                modelServer.patience());
        Duration earliest = modelServer.timeout().multipliedBy(3).dividedBy(4);
        Duration at = talk.events().getLast().at();
        if (at.compareTo(earliest) < 0) {
            throw Fault.expected(text(
                            "%.1f s of patience with a model that thinks (model.timeout)",
                            "对思考中的模型保持 %.1f 秒的耐心（model.timeout）", seconds(modelServer.timeout())))
                    .received(text("failed after %.1f s", "%.1f 秒后就发了 failed", seconds(at)))
                    .why(text("a large model may take long for its first word", "大模型可能要很久才说出第一个词"))
                    .likely(text("another limit than model.timeout ends the waiting", "结束等待的是别的时限，而不是 model.timeout"))
                    .on(talk.connection())
                    .failure();
        }
    }

    private CheckFailure endless(QuestionStream talk, Text what) {
        return Fault.expected(text(
                        "an event \"failed\" after %.1f s (model.timeout): %s",
                        "%.1f 秒（model.timeout）后的 \"failed\" 事件：%s", seconds(modelServer.timeout()), what))
                .received(text("still waiting after %.1f s", "%.1f 秒后仍在等待", seconds(talk.age())))
                .why(text(
                        "a connection can die without a word, and whoever asked would look at a blinking cursor for ever",
                        "连接可能无声无息地断掉，提问的人就会永远盯着闪烁的光标"))
                .likely(text(
                        "the request to the model has no read timeout, or its exception reaches nobody",
                        "给模型的请求没有读超时，或者超时的异常没有传给任何人"))
                .on(talk.connection())
                .failure();
    }

    private void requirePatience() {
        alive.awaitLast(remaining(
                alive,
                modelServer
                        .timeout()
                        .multipliedBy(2)
                        .plus(ROOM)
                        .plus(modelServer.server().slack())));
        if (!alive.text().equals("late")) {
            throw Fault.expected(text(
                            "the token that the model sent after %.1f s: it had sent a comment every %.1f s",
                            "模型在 %.1f 秒后发来的 token：此前它每 %.1f 秒发一条注释",
                            seconds(modelServer.timeout().multipliedBy(3).dividedBy(2)),
                            seconds(modelServer.timeout().dividedBy(SIGNS))))
                    .received(
                            alive.events().isEmpty()
                                    ? text("nothing", "什么都没有")
                                    : text(
                                            "\"%s\" after %.1f s",
                                            "%2$.1f 秒后收到 \"%1$s\"",
                                            alive.events().getLast().item().type(),
                                            seconds(alive.events().getLast().at())))
                    .why(text(
                            "model.timeout is about silence: each byte of the model starts it anew, also that of a comment",
                            "model.timeout 说的是没有动静的时间：模型的每个字节都让它重新计时，注释也算"))
                    .likely(text(
                            "the limit is for the whole answer, or starts anew only with a token",
                            "时限算的是整个回答，或者只有 token 才重新计时"))
                    .on(alive.connection())
                    .failure();
        }
        Expectations.requireCleanEnd(alive.connection(), modelServer.patience());
    }
}
