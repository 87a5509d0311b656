package workbook.checker.checks.task3_3;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.checks.timing.OwnServer;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;

/**
 * One client that stops reading, among others that do not, on a server of its own with a short queue.
 *
 * <p>The messages are large and many, because the kernel takes several megabytes for a client before the server's write
 * blocks. The next one is posted when all others have the one before, so a client that reads never has more than one
 * waiting.
 */
final class StalledClient {

    private static final int QUEUE = 8;

    /** Several, so that the stalled one is seldom the last in a loop over all: what goes wrong behind it must show. */
    private static final int READERS = 4;

    private static final int BEFORE = 20;
    private static final int DURING = 120;
    private static final String FILLING = "0123456789abcdef".repeat(3968);

    /** For all messages of one phase, so that a server that is slow in all it does costs no more. */
    private static final Duration PHASE = Duration.ofSeconds(20);

    private static final SecondLook LOOKS = new SecondLook(3);

    private static final Duration TOLERANCE = Duration.ofMillis(50);

    /**
     * The delay of one message.
     *
     * @param length from the POST until all readers had the message, or how long it was waited for
     * @param last the reader that had to wait longest
     * @param came whether all readers had it in the end
     */
    private record Delay(Duration length, Connection last, boolean came) {}

    /**
     * The messages of one phase.
     *
     * @param longest the longest delay of a message
     * @param sent how many messages came in time
     */
    private record Phase(Delay longest, int sent) {}

    private final Probe probe;
    private final Probe own;
    private final Connection stalled;
    private final Phase without;
    private final Phase with;

    private StalledClient(Probe probe, Probe own, Connection stalled, Phase without, Phase with) {
        this.probe = probe;
        this.own = own;
        this.stalled = stalled;
        this.without = without;
        this.with = with;
    }

    static OwnServer server(Probe probe) {
        return new OwnServer(probe, Map.of("broadcast.queue", Integer.toString(QUEUE)));
    }

    /** Posts messages to readers that read, without the stalled client and then with it, for {@link #PHASE} each. */
    static StalledClient measure(Probe probe, OwnServer server) {
        Probe own = server.get();
        List<Connection> readers =
                Stream.generate(() -> own.get("/events")).limit(READERS).toList();
        readers.forEach(reader -> Expectations.requireEventStream(own, reader));
        Phase without = phase(own, readers, BEFORE, own.answer());
        Connection stalled = own.getWithSmallBuffers("/events");
        Expectations.requireEventStream(own, stalled);
        stalled.stopReading();
        Phase with = phase(own, readers, DURING, band(own, without));
        return new StalledClient(probe, own, stalled, without, with);
    }

    /** Ends early at a message that took longer than {@code enough}. */
    private static Phase phase(Probe own, List<Connection> readers, int messages, Duration enough) {
        Delay longest = new Delay(Duration.ZERO, readers.getFirst(), true);
        Duration limit = own.stretch(PHASE);
        long begun = System.nanoTime();
        int sent = 0;
        while (sent < messages && System.nanoTime() - begun < limit.toNanos()) {
            SentMessage post = SentMessage.send(own, own.word() + FILLING);
            Delay delay = delay(own, readers, post);
            requireNotRefused(own, post);
            longest = !delay.came() || delay.length().compareTo(longest.length()) > 0 ? delay : longest;
            if (!longest.came() || longest.length().compareTo(enough) > 0) {
                break;
            }
            sent++;
        }
        return new Phase(longest, sent);
    }

    /** A server that is held up may owe the answer, too; a refusal says that the message was never taken. */
    private static void requireNotRefused(Probe own, SentMessage post) {
        if (post.connection()
                .awaitHead(Duration.ZERO)
                .filter(head -> head.status() != 202)
                .isPresent()) {
            post.requireAccepted(own);
        }
    }

    private static Delay delay(Probe own, List<Connection> readers, SentMessage post) {
        Delay longest = new Delay(Duration.ZERO, readers.getFirst(), true);
        for (Connection reader : readers) {
            reader.await(() -> arrival(reader, post).isPresent(), own.answer());
            Optional<Long> arrival = arrival(reader, post);
            if (arrival.isEmpty()) {
                return new Delay(own.answer(), reader, false);
            }
            Duration length = Duration.ofNanos(arrival.get() - post.nanos());
            longest = length.compareTo(longest.length()) > 0 ? new Delay(length, reader, true) : longest;
        }
        return longest;
    }

    private static Optional<Long> arrival(Connection reader, SentMessage post) {
        return reader.events().reversed().stream()
                .filter(event -> event.item().data().equals(post.message()))
                .map(ArrivedItem::nanos)
                .findFirst();
    }

    /** Twice the delay without the stalled client, and 50 ms: the contract of 3.3. */
    private static Duration band(Probe own, Phase without) {
        return without.longest()
                .length()
                .multipliedBy(2)
                .plus(TOLERANCE)
                .plus(own.slack().multipliedBy(2));
    }

    /**
     * A delay counts when every measurement shows one, each on a fresh server.
     *
     * @return the measurement that ran to its end
     */
    StalledClient requireNoDelay() {
        return LOOKS.require(this, () -> measure(probe, server(probe)), StalledClient::delayFault);
    }

    private Optional<CheckFailure> delayFault() {
        if (!without.longest().came()) {
            return Optional.of(lostBefore());
        }
        Duration longest = with.longest().length();
        return !with.longest().came() || longest.compareTo(band(own, without)) > 0
                ? Optional.of(delay(longest))
                : Optional.empty();
    }

    private CheckFailure lostBefore() {
        return Fault.expected(text(
                        "each message at all %d clients within %d ms: all of them read, and none waits for another",
                        "全部 %d 个客户端在 %d 毫秒内收到每条消息：它们都在读，谁也不必等谁",
                        READERS,
                        own.answer().toMillis()))
                .received(text(
                        "message %d, of %d characters, did not come to a client that reads",
                        "第 %d 条消息（%d 个字符）没有到达一个正在读取的客户端", without.sent() + 1, FILLING.length()))
                .why(text(
                        "a client is dropped for what waits for it and is not taken, not for how long one message is",
                        "断开客户端的理由是有太多消息等着它、它却不取，而不是某一条消息很长"))
                .likely(text(
                        "the queue is measured in bytes, or before the write has had its chance: count the messages that wait for a client",
                        "按字节来衡量队列，或者写操作还没来得及进行就去衡量：应当数等着这个客户端的消息条数"))
                .on(without.longest().last())
                .failure();
    }

    private CheckFailure delay(Duration longest) {
        boolean never = !with.longest().came();
        return Fault.expected(text(
                        "each message at the others within %d ms: twice the %d ms that it took before, and a little",
                        "其他客户端在 %d 毫秒内收到每条消息：即之前所需 %d 毫秒的两倍再加一点",
                        band(own, without).toMillis(),
                        without.longest().length().toMillis()))
                .received(
                        never
                                ? text(
                                        "message %d after one client had stopped reading did not come in %d ms",
                                        "一个客户端停止读取之后，第 %d 条消息在 %d 毫秒内没有到达", with.sent() + 1, longest.toMillis())
                                : text(
                                        "message %d after one client had stopped reading took %d ms",
                                        "一个客户端停止读取之后，第 %d 条消息用了 %d 毫秒", with.sent() + 1, longest.toMillis()))
                .why(text("one client that does not read must not hold up the others", "一个不读的客户端不能拖住其他人"))
                .likely(text(
                        "one thread writes to all clients, and blocks when the buffers of that one are full; give each client a queue and a writer of its own",
                        "由一个线程写所有客户端，那个客户端的缓冲区一满它就被阻塞；应让每个客户端有自己的队列和写线程"))
                .on(with.longest().last())
                .failure();
    }

    /**
     * Who was dropped is not counted, although it has not noticed yet. Then the stalled client reads on, to see whether the
     * server is still there.
     */
    void requireDropped() {
        Optional<CheckFailure> counted = ClientCount.of(own).faultWithoutTheDropped(READERS);
        stalled.resumeReading();
        if (stalled.awaitEndWhileMoving(own.answer()).isPresent()) {
            counted.ifPresent(failure -> {
                throw failure;
            });
            return;
        }
        int got = stalled.eventCount();
        int sent = with.sent();
        throw Fault.expected(text(
                        "the connection closed once %d messages wait for this client",
                        "等待这个客户端的消息满 %d 条后，连接被关闭", QUEUE))
                .received(
                        got >= sent
                                ? text("still open; all %d messages had waited for it", "仍然打开；%d 条消息全都在等它", got)
                                : text(
                                        "still open; %d of %d messages are lost without a sign",
                                        "仍然打开；%2$d 条消息中有 %1$d 条无声无息地丢了", sent - got, sent))
                .why(text(
                        "the memory for one client has a bound, and a client that missed something must be able to see it",
                        "每个客户端占用的内存要有上限；丢了消息的客户端必须能够察觉"))
                .likely(
                        got >= sent
                                ? text(
                                        "the queue has no bound; make one of %s places, from broadcast.queue",
                                        "队列没有上限；按 broadcast.queue 建一个 %s 个位置的队列", QUEUE)
                                : text(
                                        "a message that does not fit is thrown away; close the connection instead",
                                        "放不下的消息被扔掉了；应当改为关闭连接"))
                .failure();
    }
}
