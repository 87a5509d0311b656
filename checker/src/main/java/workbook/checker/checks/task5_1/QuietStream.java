package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.Resumption;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.checks.timing.Heartbeat;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;

/** What the server of task 5.1 has from the tasks before: messages that can be resumed, and heartbeats. */
final class QuietStream {

    /** The first one may be a greeting that is late. */
    private static final int BEATS = 2;

    private QuietStream() {}

    /** Messages come with their ids, and a client that was away gets what it missed. */
    static void requireDelivery(Probe probe) {
        Channel channel = new Channel(probe, new TextPosting());
        Reader reader = Reader.join(channel);
        Expectations.requireNotCached(probe, reader.now());
        Delivery.require(channel, reader, channel.post(2));
        reader.cut();
        Resumption.require(channel, reader, 2);
        Resumption.requireInLowerCase(channel, channel.newest(2).getFirst());
    }

    /** A comment comes when nothing else does, and then again. */
    static void requireHeartbeat(Probe probe) {
        Heartbeat heartbeat = new Heartbeat(probe);
        Duration limit = heartbeat.silent().multipliedBy(BEATS + 1);
        Connection connection = probe.get("/events");
        Expectations.requireEventStream(probe, connection);
        if (!connection.await(() -> beats(connection, heartbeat) >= BEATS, limit)) {
            int beats = beats(connection, heartbeat);
            throw Fault.expected(heartbeat.wanted())
                    .received(
                            beats == 0
                                    ? text("nothing for %.1f s", "%.1f 秒内什么都没有", Heartbeat.seconds(limit))
                                    : text(
                                            "one comment in %.1f s, and no second one",
                                            "%.1f 秒内只有一条注释，没有第二条", Heartbeat.seconds(limit)))
                    .why(text(
                            "a proxy closes a connection that is silent, and only a write tells a server that its client has gone",
                            "沉默的连接会被代理关闭；而且服务器只有在写的时候才知道客户端已经离开"))
                    .likely(
                            beats == 0
                                    ? text(
                                            "the wait has no limit, or not the one of heartbeat.interval; write a comment when nothing came in time",
                                            "等待没有时限，或用的不是 heartbeat.interval；等不到消息就写一条注释")
                                    : text(
                                            "the comment is written once, and the wait after it has no limit: each wait ends after heartbeat.interval, and each that brought nothing is followed by a comment",
                                            "注释只写了一次，之后的等待没有时限：每次等待都应以 heartbeat.interval 为限，每次没等到消息都要写一条注释"))
                    .on(connection)
                    .failure();
        }
    }

    /** How many comments came, each later than a greeting would, or than another line of the one before. */
    private static int beats(Connection connection, Heartbeat heartbeat) {
        int beats = 0;
        Duration last = Duration.ZERO;
        for (ArrivedItem<StreamItem.Comment> comment : connection.items(StreamItem.Comment.class)) {
            if (comment.at().minus(last).compareTo(heartbeat.settled()) > 0) {
                beats++;
                last = comment.at();
            }
        }
        return beats;
    }
}
