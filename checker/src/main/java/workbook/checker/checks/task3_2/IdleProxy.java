package workbook.checker.checks.task3_2;

import static workbook.checker.checks.timing.Heartbeat.seconds;
import static workbook.checker.text.Text.text;

import java.util.Optional;
import workbook.checker.checks.task3_2.Listener.Silence;
import workbook.checker.checks.timing.Heartbeat;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** A stream that goes through a proxy which cuts what is silent. */
record IdleProxy(Probe probe, Heartbeat heartbeat) {

    Listener open() {
        return Listener.openThroughProxy(probe, heartbeat.proxyIdle());
    }

    /** Two heartbeats come through, longer than the proxy allows a silence to be; and then a message does. */
    boolean survives(Listener client) {
        Optional<Silence> second = client.silence(client.opened(), heartbeat.settled(), heartbeat.silent())
                .flatMap(first -> client.silence(first.end(), heartbeat.settled(), heartbeat.silent()));
        if (second.isEmpty() || !client.open()) {
            return false;
        }
        return client.awaitPost(new PostedMessages(probe).send(0, 0, "still here?"));
    }

    void requireSurvival(Listener client) {
        if (survives(client)) {
            return;
        }
        client.connection().awaitEnd(heartbeat.proxyIdle());
        if (client.open()) {
            throw Fault.expected(text("a message through the proxy", "消息能穿过代理"))
                    .received(text("nothing, connection still open", "什么都没有，连接仍然打开"))
                    .why(likeDirect())
                    .likely(text("messages go only to some of the clients", "消息只发给了一部分客户端"))
                    .on(client.connection())
                    .failure();
        }
        Text likely = text(
                "the heartbeat comes once, or slower and slower; or the server ends streams that are old",
                "心跳只来一次，或者越来越慢；也可能是服务器会结束存在太久的流");
        throw Fault.expected(text(
                        "a stream that stays open behind a proxy which cuts after %.1f s of silence",
                        "流在代理之后保持打开；该代理在沉默 %.1f 秒后切断连接", seconds(heartbeat.proxyIdle())))
                .received(text(
                        "the stream ended after %.1f s",
                        "%.1f 秒后流结束了", seconds(client.connection().endedAt().orElseThrow())))
                .browser(text("error, then it connects again, and again", "触发 error，然后一次又一次地重新连接"))
                .why(text("a heartbeat goes on for as long as the client is there", "只要客户端还在，心跳就要一直继续"))
                .likely(likely)
                .on(client.connection())
                .failure();
    }

    private static Text likeDirect() {
        return text("a client behind a proxy is a client like any other", "代理后面的客户端和别的客户端没有区别");
    }
}
