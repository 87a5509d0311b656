package workbook.checker.checks;

import workbook.checker.probe.Check;
import workbook.checker.probe.Checks;
import workbook.checker.probe.Probe;

/** A server that is ready for production: how it ends, how many streams it carries, what stands before it. */
@Checks
final class Task5_1Production {

    private Farewell farewell;
    private Shutdown shutdown;

    @Check(number = 1, en = "Messages arrive, and go on where a client was", zh = "消息送达，断开后接着发", rule = "contract 5.1")
    void messagesArrive(Probe probe) {
        QuietStream.requireDelivery(probe);
    }

    @Check(number = 2, en = "No silence is long", zh = "沉默不会太久", rule = "HTML 9.2.7", needs = 1)
    void noSilenceIsLong(Probe probe) {
        QuietStream.requireHeartbeat(probe);
    }

    @Check(number = 3, en = "Every stream gets a goodbye", zh = "每个流都收到告别", rule = "contract 5.1", needs = 1)
    void everyStreamGetsAGoodbye(Probe probe) {
        farewell(probe).requireBye();
    }

    @Check(number = 4, en = "What was accepted comes first", zh = "已接受的消息先送到", rule = "contract 5.1", needs = 3)
    void whatWasAcceptedComesFirst(Probe probe) {
        farewell(probe).requireEverything();
    }

    @Check(number = 5, en = "The process ends in time", zh = "进程按时退出", rule = "contract 5.1", needs = 3)
    void theProcessEndsInTime(Probe probe) {
        shutdown(probe).requireExit();
    }

    @Check(number = 6, en = "Nobody new is let in", zh = "不再接受新连接", rule = "contract 5.1", needs = 3)
    void nobodyNewIsLetIn(Probe probe) {
        shutdown(probe).requireNobodyNew();
    }

    @Check(number = 7, en = "The next instance goes on", zh = "下一个实例接着发", rule = "contract 5.1", needs = 4)
    void theNextInstanceGoesOn(Probe probe) {
        NextInstance.startAfter(farewell(probe)).requireContinuation();
    }

    private Farewell farewell(Probe probe) {
        if (farewell == null) {
            farewell = Farewell.see(probe);
        }
        return farewell;
    }

    private Shutdown shutdown(Probe probe) {
        if (shutdown == null) {
            shutdown = Shutdown.see(probe);
        }
        return shutdown;
    }
}
