package workbook.checker.checks.task5_1;

import static workbook.checker.probe.Expectations.seconds;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.OptionalInt;
import workbook.checker.http.End;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/**
 * A stream without a goodbye. Several mistakes end like this, and what else was seen meanwhile tells them apart: how the
 * stream ended and when, whether other streams have their goodbye, and what became of a message that was posted while the
 * streams went on.
 *
 * @param stream the stream that lacks it
 * @param grace how long the server may wait for its streams
 * @param late whether the stream went on in the middle of the grace
 * @param others whether another stream has its goodbye
 * @param meanwhile the status of that message; empty if none was sent, or none came back
 */
record MissingBye(Connection stream, Duration grace, boolean late, boolean others, OptionalInt meanwhile) {

    private static final int ACCEPTED = 201;

    CheckFailure failure() {
        return Fault.expected(text("an event \"bye\" on every stream, then its end", "每个流都收到事件 \"bye\"，然后结束"))
                .received(received())
                .browser(text("error, then it connects again after the old pause", "触发 error，然后按原来的间隔重连"))
                .why(text(
                        "a planned stop is told to the readers, so that each comes back when the next instance is there",
                        "计划内的停机要告诉读者，让他们等下一个实例起来再回来"))
                .likely(likely())
                .on(stream)
                .failure();
    }

    private Text received() {
        if (late) {
            return meanwhile.isPresent()
                    ? text(
                            "no such event in the grace period of %.1f s, and status %d for a message that was posted in it",
                            "宽限期 %.1f 秒内没有这个事件；期间提交的一条消息得到状态码 %d", seconds(grace), meanwhile.getAsInt())
                    : text("no such event in the grace period of %.1f s", "宽限期 %.1f 秒内没有这个事件", seconds(grace));
        }
        Text ended = endedCleanly()
                ? text("the stream ended without it", "流结束了，却没有它")
                : text(
                        "the connection was cut without it, long before the grace period of %.1f s was over",
                        "宽限期 %.1f 秒还远未结束，连接就断了，也没有它", seconds(grace));
        return others ? text("%s, while another stream has it", "%s，而另一个流收到了", ended) : ended;
    }

    private Text likely() {
        if (late) {
            return meanwhile.orElse(ACCEPTED) == ACCEPTED ? untold() : asleep();
        }
        if (!endedCleanly()) {
            return text(
                    "the process ends before its handlers have: the server must wait for them as long as server.shutdown-grace-period says, and nothing may end the process in between, such as System.exit, Runtime.halt or a grace period of the program's own",
                    "处理函数还没有结束，进程就退出了：服务器要按 server.shutdown-grace-period 等待它们，期间不能有别的代码结束进程，例如 System.exit、Runtime.halt，或者程序自己另设的宽限期");
        }
        return others
                ? text(
                        "one goodbye for all, which the first stream takes: every handler writes one of its own, behind its loop",
                        "所有的流共用一个告别，被第一个流取走了：每个处理函数都要在自己的循环之后写一个")
                : text(
                        "the loop of the stream is left, and nothing is written behind it: that is the place for the goodbye",
                        "流的循环退出之后什么都没有写：告别就应当写在那里");
    }

    private static Text untold() {
        return text(
                "the streams are not told before the server stops, and go on as ever: afterStop() comes too late, only a HelidonShutdownHandler of a greater weight than the server's comes first",
                "停服之前没有通知这些流，它们照常工作：afterStop() 已经太晚，只有权重比服务器大的 HelidonShutdownHandler 才先执行");
    }

    private static Text asleep() {
        return text(
                "the log is closed, and the streams still wait for a message: whoever closes it must wake them (signalAll), and the condition of the wait must look at closed",
                "日志已经关闭，这些流却还在等消息：关闭日志时要唤醒等待者（signalAll），等待的条件也要看 closed");
    }

    private boolean endedCleanly() {
        return stream.end().filter(End.Complete.class::isInstance).isPresent();
    }
}
