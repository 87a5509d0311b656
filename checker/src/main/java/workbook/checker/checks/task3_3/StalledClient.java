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

/**
 * One client that stops reading, among others that do not, on a server of its own with a short queue.
 *
 * <p>The messages are large and many, because the kernel takes several megabytes for a client before the server's write
 * blocks. The next one is posted when all others have the one before, so a client that reads never has more than one
 * waiting.
 */
final class StalledClient {

    private static final int QUEUE = 8;
    private static final int READERS = 2;
    private static final int BEFORE = 20;
    private static final int DURING = 120;
    private static final String FILLING = "0123456789abcdef".repeat(4096);

    /** For all messages of one phase, so that a server that is slow in all it does costs no more. */
    private static final Duration PHASE = Duration.ofSeconds(20);

    private static final int MEASUREMENTS = 3;

    private static final Duration TOLERANCE = Duration.ofMillis(50);

    private final Probe probe;
    private final Probe own;
    private final List<Connection> readers;
    private final Connection stalled;
    private final Duration without;
    private Duration with = Duration.ZERO;
    private int sent;
    private Connection slowest;

    private StalledClient(Probe probe, Probe own) {
        this.probe = probe;
        this.own = own;
        this.readers = Stream.generate(() -> own.get("/events")).limit(READERS).toList();
        readers.forEach(reader -> Expectations.requireEventStream(own, reader));
        this.without = slowestOf(BEFORE, own.answer());
        this.stalled = own.getWithSmallBuffers("/events");
        Expectations.requireEventStream(own, stalled);
        stalled.stopReading();
        this.with = slowestOf(DURING, band());
    }

    static OwnServer server(Probe probe) {
        return new OwnServer(probe, Map.of("broadcast.queue", Integer.toString(QUEUE)));
    }

    static StalledClient measure(Probe probe, OwnServer server) {
        return new StalledClient(probe, server.get());
    }

    /** The longest time from a POST until all readers had the message. Ends early at one that is over the limit. */
    private Duration slowestOf(int messages, Duration enough) {
        Duration longest = Duration.ZERO;
        long begun = System.nanoTime();
        for (sent = 0; sent < messages && System.nanoTime() - begun < PHASE.toNanos(); sent++) {
            Duration delay = delay(SentMessage.send(own, own.word() + FILLING));
            longest = delay.compareTo(longest) > 0 ? delay : longest;
            if (longest.compareTo(enough) > 0) {
                break;
            }
        }
        return longest;
    }

    private Duration delay(SentMessage post) {
        long last = post.nanos();
        for (Connection reader : readers) {
            reader.await(() -> arrival(reader, post).isPresent(), own.answer());
            Optional<Long> arrival = arrival(reader, post);
            if (arrival.isEmpty()) {
                slowest = reader;
                return own.answer();
            }
            if (arrival.get() > last) {
                slowest = reader;
                last = arrival.get();
            }
        }
        return Duration.ofNanos(last - post.nanos());
    }

    private static Optional<Long> arrival(Connection reader, SentMessage post) {
        return reader.events().reversed().stream()
                .filter(event -> event.item().data().equals(post.message()))
                .map(ArrivedItem::nanos)
                .findFirst();
    }

    private Duration band() {
        return without.multipliedBy(2).plus(TOLERANCE).plus(own.slack().multipliedBy(2));
    }

    private boolean delayed() {
        return with.compareTo(band()) > 0;
    }

    /**
     * A delay counts when every measurement shows one, each on a fresh server: a busy machine is late once, a server that
     * waits for the stalled client always.
     *
     * @return the measurement that ran to its end
     */
    StalledClient requireNoDelay() {
        StalledClient last = this;
        for (int measured = 1; last.delayed(); measured++) {
            if (measured == MEASUREMENTS) {
                throw last.delay();
            }
            last = measure(probe, server(probe));
        }
        return last;
    }

    private CheckFailure delay() {
        boolean never = with.compareTo(own.answer()) >= 0;
        return Fault.expected(text(
                        "each message at the others within %d ms: twice the %d ms that it took before, and a little",
                        "其他客户端在 %d 毫秒内收到每条消息：即之前所需 %d 毫秒的两倍再加一点", band().toMillis(), without.toMillis()))
                .received(
                        never
                                ? text(
                                        "message %d after one client had stopped reading did not come in %d ms",
                                        "一个客户端停止读取之后，第 %d 条消息在 %d 毫秒内没有到达", sent + 1, with.toMillis())
                                : text(
                                        "message %d after one client had stopped reading took %d ms",
                                        "一个客户端停止读取之后，第 %d 条消息用了 %d 毫秒", sent + 1, with.toMillis()))
                .why(text("one client that does not read must not hold up the others", "一个不读的客户端不能拖住其他人"))
                .likely(text(
                        "one thread writes to all clients, and blocks when the buffers of that one are full; give each client a queue and a writer of its own",
                        "由一个线程写所有客户端，那个客户端的缓冲区一满它就被阻塞；应让每个客户端有自己的队列和写线程"))
                .on(slowest)
                .failure();
    }

    /** It reads on at the end, to see whether somebody is still there. */
    void requireDropped() {
        stalled.resumeReading();
        if (stalled.awaitEnd(own.answer()).isPresent()) {
            return;
        }
        int got = stalled.eventCount();
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
