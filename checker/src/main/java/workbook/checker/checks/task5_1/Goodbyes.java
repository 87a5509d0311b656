package workbook.checker.checks.task5_1;

import static workbook.checker.probe.Expectations.seconds;
import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * A server that is told to stop while it has readers: one that has everything, one that came last and got nothing yet,
 * and one that took nothing for a while and reads on now.
 */
final class Goodbyes {

    /** Long enough for a slow reader to take what waits for it, on a busy machine, too. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    /** Longer than the grace, as it is in production: a reader that nobody wakes must not be saved by its heartbeat. */
    private static final Duration HEARTBEAT = GRACE.multipliedBy(3);

    /** More than kernels keep for a connection whose reader stands still, and more of them than anybody sends in one go. */
    private static final int LONG_MESSAGES = 240;

    private static final int CHARACTERS = 5 << 10;

    private final Channel channel;
    private final Reader upToDate;
    private final Reader slow;
    private final Reader last;

    private Goodbyes(Channel channel, Reader upToDate, Reader slow, Reader last) {
        this.channel = channel;
        this.upToDate = upToDate;
        this.slow = slow;
        this.last = last;
    }

    /** Starts a server, posts while one reader stands still, sends SIGTERM, and waits for the end of each stream. */
    static Goodbyes observe(Probe probe) {
        Probe server = probe.ownServer(
                Map.of("server.shutdown-grace-period", GRACE.toString(), "heartbeat.interval", HEARTBEAT.toString()));
        Channel channel = new Channel(server, new TextPosting());
        Reader upToDate = Reader.join(channel);
        Reader slow = Reader.join(channel);
        Posted first = channel.post();
        upToDate.await(first, server.answer());
        slow.await(first, server.answer());
        slow.now().stopReading();
        for (int n = 1; n <= LONG_MESSAGES; n++) {
            channel.post("long " + n + " " + server.word().repeat(CHARACTERS / 8));
        }
        upToDate.await(channel.all().getLast(), server.answer());
        Goodbyes goodbyes =
                new Goodbyes(channel, upToDate, slow, Reader.join(channel).awaitBegin());
        goodbyes.stop();
        return goodbyes;
    }

    private void stop() {
        probe().askToEnd();
        for (Reader reader : List.of(upToDate, last)) {
            reader.now().awaitEnd(limit());
        }
        slow.now().resumeReading();
        slow.now().awaitEnd(limit());
    }

    private Duration limit() {
        return GRACE.plus(probe().slack());
    }

    Channel channel() {
        return channel;
    }

    /** The reader that had everything when the server ended. */
    Reader reader() {
        return upToDate;
    }

    private Probe probe() {
        return channel.probe();
    }

    /** The last event of each reader is a goodbye, and then the stream ends cleanly. */
    void requireBye() {
        requireBye(upToDate.now());
        requireBye(last.now());
    }

    private void requireBye(Connection connection) {
        Optional<StreamItem.Event> bye = bye(connection);
        if (bye.isEmpty()) {
            throw noBye(connection);
        }
        requireRetry(connection, bye.get());
        requireNothingBehind(connection, bye.get());
        Expectations.requireCleanEnd(connection, limit());
    }

    private static Optional<StreamItem.Event> bye(Connection connection) {
        return connection.events().stream()
                .map(arrived -> arrived.item())
                .filter(event -> event.type().equals("bye"))
                .findFirst();
    }

    private CheckFailure noBye(Connection connection) {
        boolean ended = connection.awaitEnd(Duration.ZERO).isPresent();
        return Fault.expected(text("an event \"bye\" on every stream, then its end", "每个流都收到事件 \"bye\"，然后结束"))
                .received(
                        ended
                                ? text("the stream ended without it", "流结束了，却没有它")
                                : text(
                                        "no such event %.1f s after SIGTERM, and the stream is still open",
                                        "SIGTERM 之后 %.1f 秒仍没有这个事件，流还开着", seconds(limit())))
                .browser(text("error, then it connects again after the old pause", "触发 error，然后按原来的间隔重连"))
                .why(text(
                        "a planned stop is told to the readers, so that each comes back when the next instance is there",
                        "计划内的停机要告诉读者，让他们等下一个实例起来再回来"))
                .likely(
                        text(
                                "the streams are not told before the server stops: afterStop() comes too late, only a HelidonShutdownHandler of a greater weight than the server's comes first; or they are told, and still wait for a message: closing the log must wake them",
                                "停服之前没有通知这些流：afterStop() 已经太晚，只有权重比服务器大的 HelidonShutdownHandler 才先执行；或者通知了，它们却还在等消息：关闭日志时要唤醒等待者"))
                .on(connection)
                .failure();
    }

    private static void requireRetry(Connection connection, StreamItem.Event bye) {
        boolean there = connection.items(StreamItem.Retry.class).stream()
                .map(arrived -> arrived.item())
                .anyMatch(retry -> retry.start() >= bye.start() && retry.end() <= bye.end());
        if (!there) {
            throw Fault.expected(text("a line %s in the block of \"bye\"", "\"bye\" 的块里有一行 %s", same("\"retry: …\"")))
                    .received(text("no retry in it", "里面没有 retry"))
                    .browser(text("waits as long as before, however long that was", "仍按原来的间隔等待"))
                    .why(text(
                            "whoever stops knows when the next instance will be there; a pause of its own for each client spreads the crowd",
                            "停机的一方知道下一个实例何时就绪；给每个客户端不同的间隔，才不会一拥而上"))
                    .likely(text(
                            "SseSink ignores reconnectDelay: write the block by hand",
                            "SseSink 会忽略 reconnectDelay：自己写这个块"))
                    .at(connection, bye.start(), text("this block", "就是这个块"))
                    .failure();
        }
    }

    private static void requireNothingBehind(Connection connection, StreamItem.Event bye) {
        Optional<StreamItem.Event> behind = connection.events().stream()
                .map(arrived -> arrived.item())
                .filter(event -> event.start() > bye.start())
                .findFirst();
        if (behind.isPresent()) {
            throw Fault.expected(text("\"bye\" is the last event", "\"bye\" 是最后一个事件"))
                    .received(text("another event behind it", "它后面还有事件"))
                    .why(text("a page closes its account at the goodbye", "页面收到告别就收尾了"))
                    .likely(text("\"bye\" is sent before what still waits", "在还没发完的消息之前就发了 \"bye\""))
                    .at(connection, behind.get().start(), text("after the goodbye", "在告别之后"))
                    .failure();
        }
    }

    /** Everything that was accepted comes before the goodbye, also for a reader that was behind. */
    void requireEverything() {
        requireEverything(upToDate);
        requireEverything(slow);
    }

    private void requireEverything(Reader reader) {
        Connection connection = reader.now();
        List<String> wanted = channel.all().stream().map(Posted::id).toList();
        List<String> got = new ArrayList<>();
        for (StreamItem.Event event : reader.events()) {
            if (event.type().equals("bye")) {
                break;
            }
            got.add(event.lastEventId());
        }
        if (!got.equals(wanted)) {
            throw lost(connection, got.size(), wanted.size());
        }
        requireBye(connection);
    }

    private CheckFailure lost(Connection connection, int got, int wanted) {
        Text goodbye = bye(connection).isPresent()
                ? text("%d, then \"bye\"", "%d 条，然后是 \"bye\"", got)
                : text("%d, and no \"bye\"", "%d 条，没有 \"bye\"", got);
        return Fault.expected(text(
                        "all %d messages that were accepted, then \"bye\", for a reader that reads on after SIGTERM, too",
                        "已接受的 %d 条消息全部到达，然后是 \"bye\"；SIGTERM 之后才继续读的读者也一样", wanted))
                .received(goodbye)
                .browser(text("never sees what was answered 201", "永远看不到已经答复 201 的消息"))
                .why(text(
                        "201 is a promise: what was accepted is sent before the goodbye", "201 就是承诺：接受了的消息，要在告别之前发出去"))
                .likely(text(
                        "the goodbye overtakes what waits, or the loop ends as soon as the server stops: close the log, and end when nothing is left in it",
                        "告别插到了等待中的消息前面，或者一停机循环就退出：应当关闭日志，发完里面的全部再结束"))
                .on(connection)
                .failure();
    }
}
