package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.text;

import java.util.function.Supplier;
import workbook.checker.http.Frame;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.WebSocket;
import workbook.checker.text.Text;

/**
 * Who comes when many have left. What a handler takes for a client and never gives back, such as a lock, a place or a thread
 * of a pool, is felt by nobody who is there, and by whoever comes next.
 */
final class NextClient {

    /** More than small pools have. */
    private static final int LEAVERS = 32;

    private static final int NORMAL = 1000;

    private NextClient() {}

    /** Many close their WebSockets as the standard asks, one after another, until one is not answered; and one more comes. */
    static void requireBehindCloses(Probe probe) {
        boolean answered = true;
        for (int n = 0; n < LEAVERS && answered; n++) {
            TickMessages leaves = TickMessages.open(probe);
            answered = leaves.connection().awaitHead(probe.slack()).isPresent() && isAnswered(probe, leaves.socket());
            leaves.connection().close();
        }
        require(
                () -> TickMessages.open(probe),
                text(
                        "the next client gets its ticks, when others have closed their WebSockets",
                        "其他客户端关闭 WebSocket 之后，下一个客户端照样收到计数"),
                text(
                        "onClose takes a lock and returns without unlock(), or something that onOpen takes, such as a place or a thread of a pool, is not given back there: unlock in finally, and end the thread of a client that has closed",
                        "onClose 加了锁，返回前却没有 unlock()；或者 onOpen 占用的东西（例如一个名额、线程池里的一个线程）没有在那里归还：应在 finally 里解锁，并让已关闭的客户端的线程结束"));
    }

    private static boolean isAnswered(Probe probe, WebSocket socket) {
        socket.sendClose(NORMAL);
        return socket.await(frame -> frame.opcode() == Frame.CLOSE, probe.slack());
    }

    /** @param next opens a stream, when others have been cut without a word */
    static void requireBehindCuts(Supplier<? extends TickRun> next) {
        require(
                next,
                text(
                        "the next client gets its ticks, when others have left without a word",
                        "其他客户端不辞而别之后，下一个客户端照样收到计数"),
                text(
                        "what is taken for a client, such as a lock, a place or a thread of a pool, is given back only when all goes well, and a write to a client that has left throws: give it back in finally",
                        "为客户端占用的东西（例如锁、名额、线程池里的一个线程）只在一切正常时才归还，而向已断开的客户端写入会抛出异常：应在 finally 里归还"));
    }

    private static void require(Supplier<? extends TickRun> next, Text wanted, Text likely) {
        TickRun run = next.get();
        run.await(1);
        if (run.said().isEmpty()) {
            throw Fault.expected(wanted)
                    .received(
                            run.hasEnded()
                                    ? text("its connection was closed, without a tick", "它的连接被关闭，一次计数都没有收到")
                                    : text("nothing for %.1f s", "%.1f 秒内什么都没有", Expectations.seconds(run.limit(1))))
                    .why(text(
                            "a client that leaves disturbs nobody, whoever comes later included",
                            "一个客户端离开，不该影响任何人，包括之后到来的客户端"))
                    .likely(likely)
                    .on(run.connection())
                    .failure();
        }
        run.requireTicks(1);
        run.connection().close();
    }
}
