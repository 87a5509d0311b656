package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.text;

import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.Resumption;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.checks.timing.Heartbeat;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;

/** What the server of task 5.1 has from the tasks before: messages that can be resumed, and heartbeats. */
final class QuietStream {

    private QuietStream() {}

    /** Messages come with their ids, and a client that was away gets what it missed. */
    static void requireDelivery(Probe probe) {
        Channel channel = new Channel(probe, new TextPosting());
        Reader reader = Reader.join(channel);
        Expectations.requireNotCached(probe, reader.now());
        Delivery.require(channel, reader, channel.post(2));
        reader.cut();
        Resumption.require(channel, reader, 2);
    }

    /** A comment comes when nothing else does. */
    static void requireHeartbeat(Probe probe) {
        Heartbeat heartbeat = new Heartbeat(probe);
        Connection connection = probe.get("/events");
        Expectations.requireEventStream(probe, connection);
        if (!connection.await(
                () -> isBeating(connection, heartbeat), heartbeat.silent().multipliedBy(2))) {
            throw Fault.expected(heartbeat.wanted())
                    .received(text(
                            "nothing for %.1f s",
                            "%.1f 秒内什么都没有", Heartbeat.seconds(heartbeat.silent().multipliedBy(2))))
                    .why(text(
                            "a proxy closes a connection that is silent, and only a write tells a server that its client has gone",
                            "沉默的连接会被代理关闭；而且服务器只有在写的时候才知道客户端已经离开"))
                    .likely(text(
                            "the wait has no limit, or not the one of heartbeat.interval; write a comment when nothing came in time",
                            "等待没有时限，或用的不是 heartbeat.interval；等不到消息就写一条注释"))
                    .on(connection)
                    .failure();
        }
    }

    /** Whether a comment came later than a greeting would. */
    private static boolean isBeating(Connection connection, Heartbeat heartbeat) {
        return connection.items(StreamItem.Comment.class).stream()
                .anyMatch(comment -> comment.at().compareTo(heartbeat.settled()) > 0);
    }
}
