package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** The {@code retry} that must come before the first event of every connection. */
public final class RetryTime {

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
        Fault fault = Fault.expected(text("%s before the first event", "第一个事件之前有 %s", same("retry: " + wanted)))
                .received(received(connection, items, before))
                .why(text(
                        "the connection may be cut at any moment, so its retry time must be known from the start",
                        "连接随时可能断开，所以一开始就要告知重连时间"))
                .likely(text(
                        "SseSink does not send retry; or replay.retry is not read from the config, or not in milliseconds; or only a first connection gets it",
                        "SseSink 不会发送 retry；或者没有从配置读取 replay.retry，或单位不是毫秒；或者只在首次连接时发送"));
        return before.size() < items.size()
                ? fault.at(connection, items.get(before.size()).start(), text("the first event", "第一个事件"))
                        .failure()
                : fault.on(connection).failure();
    }

    private static Text received(Connection connection, List<StreamItem> items, List<StreamItem> before) {
        return before.stream()
                .filter(StreamItem.Retry.class::isInstance)
                .map(item -> same("retry: " + ((StreamItem.Retry) item).milliseconds()))
                .findFirst()
                .or(() -> connection.notes(StreamItem.Kind.INVALID_RETRY).stream()
                        .map(note -> same("retry: " + WireText.escape(note.text())))
                        .findFirst())
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
