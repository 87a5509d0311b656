package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** The {@code retry} that must come before the first event of every connection. */
public final class RetryTime {

    private static final int MILLIS = 1000;

    /** A retry as it was written, and the offset of its line. */
    private record Sent(String value, long start) {}

    private RetryTime() {}

    public static void require(Channel channel, Connection connection) {
        long wanted = channel.probe().duration("replay.retry").toMillis();
        channel.post();
        connection.awaitEvents(1, channel.probe().answer());
        List<StreamItem> items =
                connection.items().stream().map(arrived -> arrived.item()).toList();
        List<StreamItem> before = items.stream()
                .takeWhile(item -> !(item instanceof StreamItem.Event))
                .toList();
        if (before.stream()
                .noneMatch(item -> item instanceof StreamItem.Retry retry && retry.milliseconds() == wanted)) {
            throw fault(connection, wanted, items, before);
        }
    }

    private static CheckFailure fault(
            Connection connection, long wanted, List<StreamItem> items, List<StreamItem> before) {
        List<Sent> sent = sent(connection, before);
        Fault fault = Fault.expected(text("%s before the first event", "第一个事件之前有 %s", same("retry: " + wanted)))
                .received(received(items, sent))
                .why(text(
                        "the connection may be cut at any moment, so its retry time must be known from the start",
                        "连接随时可能断开，所以一开始就要告知重连时间"))
                .likely(likely(connection, wanted, items, sent));
        if (!sent.isEmpty()) {
            return fault.at(connection, sent.getFirst().start(), text("this line", "就是这一行"))
                    .failure();
        }
        return before.size() < items.size()
                ? fault.at(connection, items.get(before.size()).start(), text("the first event", "第一个事件"))
                        .failure()
                : fault.on(connection).failure();
    }

    /** Those before the first event, then those that are no number, wherever they stand. */
    private static List<Sent> sent(Connection connection, List<StreamItem> before) {
        return Stream.concat(
                        before.stream()
                                .filter(StreamItem.Retry.class::isInstance)
                                .map(StreamItem.Retry.class::cast)
                                .map(retry -> new Sent(Long.toString(retry.milliseconds()), retry.start())),
                        connection.notes(StreamItem.Kind.INVALID_RETRY).stream()
                                .map(note -> new Sent(note.text(), note.start())))
                .toList();
    }

    private static Text likely(Connection connection, long wanted, List<StreamItem> items, List<Sent> sent) {
        if (sent.stream().anyMatch(retry -> isSeconds(retry.value(), wanted))) {
            return text(
                    "the value is in seconds, and retry is in milliseconds: a browser would come back %d times too early",
                    "这个值以秒为单位，而 retry 的单位是毫秒：浏览器重连的时间会早 %d 倍", MILLIS);
        }
        if (!connection.notes(StreamItem.Kind.INVALID_RETRY).isEmpty()) {
            return text(
                    "retry takes digits and nothing else, the milliseconds; a browser ignores the line otherwise",
                    "retry 的值只能是数字，即毫秒数；否则浏览器会忽略这一行");
        }
        if (!sent.isEmpty()) {
            return text("replay.retry is not read from the config", "没有从配置读取 replay.retry");
        }
        if (items.stream().anyMatch(StreamItem.Retry.class::isInstance)) {
            return text(
                    "retry is sent with an event, or behind it: send it as soon as the stream is open, whether there is a message or not",
                    "retry 跟着事件一起发送，或在事件之后才发送：流一打开就应发送它，无论有没有消息");
        }
        return text(
                "SseSink does not send retry: write the line yourself, on every connection, whether it brings an id or not",
                "SseSink 不会发送 retry：请自己写这一行，并且每个连接都要写，无论它带不带 id");
    }

    private static boolean isSeconds(String value, long wanted) {
        try {
            BigDecimal said = new BigDecimal(value.replaceFirst("\\s*s$", ""));
            return said.multiply(BigDecimal.valueOf(MILLIS)).compareTo(BigDecimal.valueOf(wanted)) == 0
                    || said.toBigInteger().equals(BigInteger.valueOf(wanted / MILLIS));
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private static Text received(List<StreamItem> items, List<Sent> sent) {
        return sent.stream()
                .map(retry -> same("retry: " + WireText.escape(retry.value())))
                .findFirst()
                .orElse(
                        items.stream().anyMatch(StreamItem.Retry.class::isInstance)
                                ? text("retry behind the first event", "retry 出现在第一个事件之后")
                                : text("no retry", "没有 retry"));
    }

    /** The same for a client whose id means nothing. Whether its stream opens at all is for a check of its own. */
    public static void requireIfOpen(Channel channel, String id) {
        Connection connection = channel.probe().get("/events", Reader.LAST_EVENT_ID, id);
        if (connection
                .awaitHead(channel.probe().answer())
                .filter(head -> head.status() == 200)
                .isPresent()) {
            require(channel, connection);
        }
    }
}
