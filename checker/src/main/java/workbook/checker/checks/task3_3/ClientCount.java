package workbook.checker.checks.task3_3;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Probe;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** The number of clients that {@code GET /clients} tells. */
final class ClientCount {

    private final Probe probe;
    private Connection last;
    private long said;

    private ClientCount(Probe probe) {
        this.probe = probe;
    }

    static ClientCount of(Probe probe) {
        return new ClientCount(probe);
    }

    /** Two heartbeats, and half of one for a busy machine. Who never lets go of a client is late by any limit. */
    static Duration limit(Probe probe) {
        return probe.stretch(
                        probe.duration("heartbeat.interval").multipliedBy(5).dividedBy(2))
                .plus(probe.slack());
    }

    /** Clients of an earlier run may still be counted for two heartbeats. */
    void requirePresent(int clients) {
        Fault fault = Fault.expected(connected(clients))
                .why(text("the number of streams that are open now", "此刻打开着的流的数目"))
                .likely(text(
                        "the count is not kept where clients come and go; if somebody else is connected, ask him to leave",
                        "没有在客户端进出的地方计数；如果还有别人连着，请先让他断开"));
        require(clients, fault, System.nanoTime());
    }

    /**
     * @param left when the last one left, as {@link System#nanoTime()}
     */
    void requireWithoutTheGone(int clients, long left) {
        Duration heartbeat = probe.duration("heartbeat.interval");
        Fault fault = Fault.expected(text(
                        "%s within two heartbeats of %s s",
                        "两次心跳（每次 %2$s 秒）之内变为 %1$s", connected(clients), seconds(heartbeat)))
                .why(text(
                        "a server that writes nothing is not told that a client has gone; only a write that fails tells it",
                        "服务器什么都不写，就不会知道客户端已经离开；只有写失败才会告诉它"))
                .likely(text(
                        "no heartbeat is written to a quiet stream, or the client is not taken out when the write fails; do it in finally",
                        "没有向安静的流写心跳，或者写失败时没有移除客户端；应当在 finally 里移除"));
        require(clients, fault, left);
    }

    /** What is wrong with the count when one client has been dropped for reading too slowly, and only so many are left. */
    Optional<CheckFailure> faultWithoutTheDropped(int clients) {
        Fault fault = Fault.expected(
                        text("%s, without the client that was dropped", "%s，不含被断开的那个客户端", connected(clients)))
                .why(text(
                        "a client that is dropped has no stream any more: it must not be counted, nor take a place from another",
                        "被断开的客户端已经没有流了：不应再计入，也不应再占用别人的位置"))
                .likely(text(
                        "the client is cut and stays in the set, or the number is counted down at another end of the handler only: take it out where it is dropped, and count the set",
                        "切断了客户端，却没有把它从集合里移除，或者只在处理函数的另一个出口才减数：应在断开它的地方移除，并以集合的大小计数"));
        try {
            require(clients, fault, System.nanoTime());
            return Optional.empty();
        } catch (CheckFailure failure) {
            return Optional.of(failure);
        }
    }

    private void require(int clients, Fault fault, long since) {
        Duration limit = limit(probe).minusNanos(System.nanoTime() - since);
        if (!PolledCondition.await(() -> ask() == clients, limit)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - since);
            throw fault.received(text("%s after %s s", "%2$s 秒后是 %1$s", connected(said), seconds(waited)))
                    .on(last)
                    .failure();
        }
    }

    private long ask() {
        last = probe.getJson("/clients");
        ResponseHead head = probe.requireHead(last);
        last.awaitEnd(probe.answer());
        Optional<JsonNode> number =
                last.json().map(json -> json.path("connected")).filter(JsonNode::isIntegralNumber);
        if (head.status() != 200 || number.isEmpty()) {
            throw Fault.expected(text("status 200 and %s", "状态码 200 和 %s", "{\"connected\": n}"))
                    .received(text("status %d and %s", "状态码 %d 和 %s", head.status(), body()))
                    .why(text("a number, so that a program can read it", "一个程序可以读取的数字"))
                    .likely(
                            head.status() == 404
                                    ? text("no route for GET /clients", "没有 GET /clients 对应的路由")
                                    : text("another key, or the number as a string", "键名不对，或者把数字写成了字符串"))
                    .on(last)
                    .failure();
        }
        said = number.get().asLong();
        return said;
    }

    private String body() {
        return Clip.characters(WireText.of(last.body()).text(), 80);
    }

    private static Text connected(long clients) {
        return same("{\"connected\": " + clients + "}");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
