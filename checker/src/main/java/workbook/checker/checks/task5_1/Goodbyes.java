package workbook.checker.checks.task5_1;

import static workbook.checker.probe.Expectations.seconds;
import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * A server that is told to stop while it has readers: one that has everything, one that came last and got nothing yet,
 * and one that took nothing for a while and reads on now.
 */
final class Goodbyes {

    /** Long enough, on a quiet machine, for a slow reader to take what waits for it. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    /** Longer than the grace, as it is in production: a reader that nobody wakes must not be saved by its heartbeat. */
    private static final int GRACES_A_HEARTBEAT = 3;

    /** More than kernels keep for a connection whose reader stands still, and more of them than anybody sends in one go. */
    private static final int LONG_MESSAGES = 240;

    private static final int CHARACTERS = 5 << 10;

    /** So many that they draw different numbers, even where there are few to choose from. */
    private static final int CROWD = 12;

    /** Longer than Helidon waits that was not given the grace of the configuration: its own is half a second. */
    private static final Duration BEHIND = Duration.ofMillis(750);

    private static final int CREATED = 201;

    private static final SecondLook LOOKS = new SecondLook(2);

    /** Stands for the status where there was no answer. */
    private static final int NONE = 0;

    private final Duration grace;
    private final Channel channel;
    private final Reader upToDate;
    private final Reader slow;
    private final List<Reader> last;
    private final Late late;

    /** The streams that went on in the middle of the grace. */
    private List<Connection> lasting = List.of();

    /** Whether the slow reader read on when less than half of the grace was left. */
    private boolean wokenLate;

    /** A message of which all but the last byte is sent before SIGTERM. */
    private record Late(String text, Connection post) {

        static Late begin(Probe server) {
            String text = "late " + server.word();
            return new Late(text, server.postTextHeldBack("/messages", text));
        }

        OptionalInt status() {
            return post.exchange().head().stream()
                    .mapToInt(ResponseHead::status)
                    .findFirst();
        }
    }

    /**
     * @param grace that the server has been given for its end
     * @param last readers that came last and got nothing yet
     */
    private Goodbyes(Duration grace, Channel channel, Reader upToDate, Reader slow, List<Reader> last, Late late) {
        this.grace = grace;
        this.channel = channel;
        this.upToDate = upToDate;
        this.slow = slow;
        this.last = last;
        this.late = late;
    }

    /**
     * Looks again where the machine was so slow that the slow reader had little time left, and that may be why it was cut.
     */
    static Goodbyes observe(Probe probe) {
        return LOOKS.settle(look(probe), () -> look(probe), goodbyes -> !goodbyes.isCutForWantOfTime());
    }

    private boolean isCutForWantOfTime() {
        boolean sentAway = idle().allMatch(reader -> bye(reader.now()).isPresent());
        return wokenLate && sentAway && !isComplete(slow.now());
    }

    /** Starts a server, posts while one reader stands still, sends SIGTERM, and waits for the end of each stream. */
    private static Goodbyes look(Probe probe) {
        Duration grace = probe.stretch(GRACE);
        Probe server = probe.ownServer(Map.of(
                "server.shutdown-grace-period",
                grace.toString(),
                "heartbeat.interval",
                grace.multipliedBy(GRACES_A_HEARTBEAT).toString()));
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
        List<Reader> last = Stream.generate(() -> Reader.join(channel).awaitBegin())
                .limit(CROWD)
                .toList();
        Goodbyes goodbyes = new Goodbyes(grace, channel, upToDate, slow, last, Late.begin(server));
        goodbyes.stop();
        return goodbyes;
    }

    private void stop() {
        long half = System.nanoTime() + grace.dividedBy(2).toNanos();
        probe().askToEnd();
        idle().forEach(reader -> reader.now().awaitEnd(Duration.ofNanos(Math.max(0, half - System.nanoTime()))));
        lasting =
                idle().map(Reader::now).filter(stream -> stream.end().isEmpty()).toList();
        if (!lasting.isEmpty()) {
            sendLate(); // the answer tells whether the server knows of its end
        }
        idle().forEach(reader -> reader.now().awaitEnd(limit()));
        if (lasting.isEmpty()) {
            sendLate();
        }
        probe().awaitEnd(BEHIND); // a process that ends by then has not waited for the slow reader
        wokenLate = System.nanoTime() - half > 0;
        slow.now().resumeReading();
        slow.now().awaitEnd(limit());
    }

    /** The readers that have nothing left to read when the server is told to stop. */
    private Stream<Reader> idle() {
        return Stream.concat(Stream.of(upToDate), last.stream());
    }

    private void sendLate() {
        late.post().sendRest();
        late.post().awaitHead(probe().slack());
        if (!lasting.isEmpty() && late.status().orElse(NONE) == CREATED) {
            channel.accept(late.post(), late.text()); // no goodbye was due yet, so this message is for everybody
        }
    }

    private Duration limit() {
        return grace.plus(probe().slack());
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

    /** The last event of each reader is a goodbye, and then the stream ends cleanly. Not all come back in one moment. */
    void requireBye() {
        idle().forEach(reader -> requireBye(reader.now()));
        requireSpread();
    }

    private void requireSpread() {
        Set<Long> pauses = last.stream().map(reader -> pause(reader.now())).collect(Collectors.toSet());
        if (pauses.size() == 1) {
            Connection shown = last.getFirst().now();
            throw Fault.expected(text("a retry of its own for each of %d clients", "%d 个客户端各有各的 retry", last.size()))
                    .received(text(
                            "retry: %d for all of them",
                            "所有客户端都是 retry: %d", pauses.iterator().next()))
                    .browser(text("all of them connect again in the same moment", "它们会在同一时刻一起重连"))
                    .why(text(
                            "who was sent away together and waits equally long comes back together, and falls upon the next instance",
                            "同时被断开、又等待同样久的客户端会同时回来，一起压垮下一个实例"))
                    .likely(text(
                            "the number is fixed, or drawn once: draw it where the goodbye of each client is written",
                            "这个数是固定的，或者只抽取了一次：应当在为每个客户端写告别时各抽一次"))
                    .at(shown, bye(shown).orElseThrow().start(), text("the same everywhere", "处处相同"))
                    .failure();
        }
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
        boolean others = idle().anyMatch(reader -> bye(reader.now()).isPresent());
        OptionalInt meanwhile = lasting.isEmpty() ? OptionalInt.empty() : late.status();
        return new MissingBye(connection, grace, lasting.contains(connection), others, meanwhile).failure();
    }

    private static void requireRetry(Connection connection, StreamItem.Event bye) {
        boolean there = connection.items(StreamItem.Retry.class).stream()
                .map(arrived -> arrived.item())
                .anyMatch(retry -> inBye(retry, bye));
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

    /** What a browser takes of the goodbye: the last retry in it, in milliseconds. */
    private static long pause(Connection connection) {
        StreamItem.Event bye = bye(connection).orElseThrow();
        return connection.items(StreamItem.Retry.class).stream()
                .map(arrived -> arrived.item())
                .filter(retry -> inBye(retry, bye))
                .reduce((one, other) -> other)
                .orElseThrow()
                .milliseconds();
    }

    private static boolean inBye(StreamItem.Retry retry, StreamItem.Event bye) {
        return retry.start() >= bye.start() && retry.end() <= bye.end();
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
        requireRefused();
    }

    /** A message that is whole only when the goodbyes are out reaches nobody. */
    private void requireRefused() {
        if (!lasting.isEmpty()) {
            return;
        }
        int status = late.status().orElse(NONE);
        if (status / 100 == 2) {
            throw Fault.expected(text(
                            "no connection, or status 503, for a message that is whole only after the goodbyes",
                            "告别之后才收全的消息：连接断开，或返回 503"))
                    .received(text("status %d", "状态码 %d", status))
                    .browser(text("never sees what was answered %d", "永远看不到服务器已经返回 %d 的消息", status))
                    .why(text(
                            "%d is a promise, and the readers who should get it have been sent away",
                            "%d 就是承诺，而应当收到它的读者已经离开", status))
                    .likely(text(
                            "publish does not look at closed, or looks before it takes the lock: look under the lock under which the log is closed",
                            "publish 没有看 closed，或者在加锁之前就看了：要在关闭日志的同一把锁之内看"))
                    .on(late.post())
                    .failure();
        }
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
                .browser(text("never sees what was answered 201", "永远看不到服务器已经返回 201 的消息"))
                .why(text(
                        "201 is a promise: what was accepted is sent before the goodbye", "201 就是承诺：接受了的消息，要在告别之前发出去"))
                .likely(whyLost(connection))
                .on(connection)
                .failure();
    }

    private static boolean isComplete(Connection connection) {
        return connection.end().filter(End.Complete.class::isInstance).isPresent();
    }

    private Text whyLost(Connection connection) {
        boolean cut = bye(connection).isEmpty() && !isComplete(connection);
        return cut
                ? text(
                        "the connection was cut within the grace period, which is %.1f s here: the server must wait for its streams as long as server.shutdown-grace-period says, and not as long as a number in the program; or the reader was cut for being slow, though all that it lacks is in the buffer of replay.capacity",
                        "在宽限期（这里是 %.1f 秒）之内连接就断了：服务器等待这些流的时间，要以 server.shutdown-grace-period 为准，而不是程序里写的数；也可能是因为读者慢就把它断开了，而它缺的消息都还在 replay.capacity 的缓冲区里",
                        seconds(grace))
                : text(
                        "the goodbye overtakes what waits, or the loop ends as soon as the server stops: close the log, and end when nothing is left in it",
                        "告别插到了等待中的消息前面，或者一停机循环就退出：应当关闭日志，发完里面的全部再结束");
    }
}
