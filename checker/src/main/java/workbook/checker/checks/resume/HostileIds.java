package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** Values of {@code Last-Event-ID} that no server issues. Anybody can send any header. */
public final class HostileIds {

    /** More than the 8 KiB up to which a server must look at a header at all. */
    private static final int TOO_LONG = 10 << 10;

    private static final int TRIES = 5;

    private final Channel channel;

    public HostileIds(Channel channel) {
        this.channel = channel;
    }

    private List<byte[]> values() {
        String real = channel.all().getLast().id();
        List<String> values = new ArrayList<>(List.of(
                "-1", "-9223372036854775808", "9223372036854775807", "99999999999999999999", "1e9", "NaN", "null"));
        values.addAll(
                List.of("\"" + real + "\"", "'; DROP TABLE messages; --", "../../etc/passwd", "%00", "${x}", "[]"));
        values.addAll(List.of(real + "x", "x" + real, real + "," + real, "--", "-", "{\"a\":", "订单-7é", "😀"));
        values.add("a".repeat(4000));
        return Stream.concat(
                        values.stream().map(value -> value.getBytes(StandardCharsets.UTF_8)),
                        Stream.of(new byte[] {(byte) 0xe9, (byte) 0xff, (byte) 0xfe}))
                .toList();
    }

    /** A reset or any 4xx, and no other stream feels it. */
    public void require() {
        Probe probe = channel.probe();
        Reader bystander = Reader.join(channel);
        List<Connection> talks =
                probe.atOnce(values().size(), n -> probe.get("/events", Reader.LAST_EVENT_ID, values().get(n)));
        talks.forEach(this::requireCalm);
        requireRefused();
        Delivery.require(channel, bystander, List.of(channel.post()));
    }

    private void requireCalm(Connection talk) {
        ResponseHead head = talk.awaitHead(channel.probe().answer()).orElseThrow(() -> unanswered(talk));
        if (head.status() / 100 == 4) {
            return;
        }
        if (head.status() != 200) {
            throw fault(text("a reset, or a 4xx", "reset 或 4xx"), talk)
                    .received(text("status %d", "状态码 %d", head.status()))
                    .browser(text("EventSource gives up for good", "EventSource 彻底放弃，不再重连"))
                    .likely(text(
                            "the value is parsed without a net: Long.parseLong and its like throw",
                            "解析时没有防备：Long.parseLong 之类会抛出异常"))
                    .failure();
        }
        talk.awaitEvents(1, channel.probe().answer());
        List<StreamItem.Event> events =
                talk.events().stream().map(arrived -> arrived.item()).toList();
        if (events.isEmpty() || !Delivery.isReset(events.getFirst())) {
            throw fault(text("a reset, or a 4xx", "reset 或 4xx"), talk)
                    .received(
                            events.isEmpty()
                                    ? text("an open stream and no reset", "流打开了，但没有 reset")
                                    : text("a message, and no reset", "收到消息，但没有 reset"))
                    .browser(text("the page believes that nothing was missed", "页面以为什么都没错过"))
                    .likely(text(
                            "the value is taken for an id though no message has it: parseInt and its like stop at the first sign they do not know",
                            "没有任何消息用过这个值，却被当成 id：parseInt 之类遇到不认识的字符就停下，前面的照收"))
                    .failure();
        }
    }

    private CheckFailure unanswered(Connection talk) {
        return fault(text("a reset, or a 4xx", "reset 或 4xx"), talk)
                .received(text("no answer", "没有回应"))
                .likely(text(
                        "the value makes the handler throw or wait: a regular expression that backtracks, or a lock that is never given back",
                        "这个值让处理函数抛出异常或一直等待：例如会大量回溯的正则表达式，或没有释放的锁"))
                .failure();
    }

    /** The answer may be lost when the server closes on a request that it has not read to its end: then ask again. */
    private void requireRefused() {
        byte[] value = "a".repeat(TOO_LONG).getBytes(StandardCharsets.US_ASCII);
        Connection talk = null;
        for (int i = 0; i < TRIES; i++) {
            talk = channel.probe().get("/events", Reader.LAST_EVENT_ID, value);
            talk.awaitHead(channel.probe().answer());
            if (talk.awaitHead(Duration.ZERO).isPresent() || !lost(talk)) {
                break;
            }
        }
        ResponseHead head = channel.probe().requireHead(talk);
        if (head.status() / 100 != 4) {
            throw tooLong(talk, head);
        }
    }

    private boolean lost(Connection talk) {
        return talk.awaitEnd(channel.probe().answer())
                .filter(end -> end instanceof End.Reset)
                .isPresent();
    }

    private CheckFailure tooLong(Connection talk, ResponseHead head) {
        return fault(text("any 4xx, such as 431", "任意 4xx，例如 431"), talk)
                .received(text("status %d", "状态码 %d", head.status()))
                .likely(text(
                        "the limit of the server for headers is higher; in Helidon: server.protocols.http_1_1.max-headers-size",
                        "服务器的请求头上限更高；在 Helidon 里是 server.protocols.http_1_1.max-headers-size"))
                .failure();
    }

    private static Fault fault(Text wanted, Connection talk) {
        String value = talk.request().headers().stream()
                .filter(field -> field.name().equals(Reader.LAST_EVENT_ID))
                .map(field -> field.value())
                .findFirst()
                .orElse("");
        String shown = WireText.of(value.getBytes(StandardCharsets.ISO_8859_1)).text();
        Text header = shown.length() > 60
                ? text("%s (%d bytes)", "%s（%d 字节）", Clip.characters(shown, 40), value.length())
                : same(shown);
        return Fault.expected(text("%s, for Last-Event-ID: %s", "对于 Last-Event-ID: %2$s，应为 %1$s", wanted, header))
                .why(text(
                        "a header is input like any other: anybody can send anything in it",
                        "请求头和其他输入一样：任何人都可以往里面写任何东西"))
                .on(talk);
    }
}
