package workbook.checker.checks.resume;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;

/**
 * Streams that are opened while several writers post. Whoever takes a client's place in the live stream only when the
 * headers are on their way loses what is posted in that moment, which is short: so there are many such moments here.
 */
public final class Openings {

    private static final int WRITERS = 3;

    /** Together with what is posted before, the buffer holds them all. */
    private static final int POSTS = 400;

    /** Over a long line each takes a second. */
    private static final int FAR_POSTS = 12;

    /** A message, and when its POST began, by System.nanoTime(). */
    private record Sent(Posted message, long begun) {}

    /** A stream, when its head had come, by System.nanoTime(), and the first message that it brought. */
    private record Opened(Connection stream, long head, String first) {}

    private final Channel channel;
    private final Probe probe;
    private final AtomicInteger left;
    private final AtomicBoolean done = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final List<Opened> opened = new ArrayList<>();

    private Openings(Channel channel) {
        this.channel = channel;
        this.probe = channel.probe();
        this.left = new AtomicInteger(probe.patience().roundTrip().isZero() ? POSTS : FAR_POSTS);
    }

    public static void require(Channel channel) {
        Openings openings = new Openings(channel);
        Reader witness = Reader.join(channel);
        channel.probe().atOnce(WRITERS + 1, n -> n == 0 ? openings.open() : openings.write(n));
        openings.requireAll(witness);
    }

    private Void write(int writer) {
        try {
            while (left.getAndDecrement() > 0) {
                String text = "writer " + writer + " " + probe.word();
                long begun = System.nanoTime();
                Connection answer = channel.send(text);
                sent.add(new Sent(channel.accepted(answer, text), begun));
            }
            return null;
        } finally {
            done.set(true);
        }
    }

    /** One stream after another, each until its first message. */
    private Void open() {
        while (!done.get()) {
            Connection stream = probe.get("/events");
            Expectations.requireEventStream(probe, stream);
            long head = System.nanoTime();
            stream.await(() -> stream.eventCount() > 0 || done.get(), probe.answer());
            stream.events().stream()
                    .findFirst()
                    .ifPresent(event ->
                            opened.add(new Opened(stream, head, event.item().lastEventId())));
            stream.close();
        }
        return null;
    }

    /** The witness was there all the time, and says in which order they came. */
    private void requireAll(Reader witness) {
        witness.await(sent.size());
        Map<String, Sent> byId =
                sent.stream().collect(Collectors.toMap(one -> one.message().id(), one -> one, (one, other) -> one));
        List<Sent> order = witness.events().stream()
                .map(event -> byId.get(event.lastEventId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (order.size() < sent.size()) {
            throw lost(witness, order.size());
        }
        channel.keep(order.stream().map(Sent::message).toList());
        Map<String, Integer> places = IntStream.range(0, order.size())
                .boxed()
                .collect(Collectors.toMap(n -> order.get(n).message().id(), n -> n));
        for (Opened one : opened) {
            order.stream()
                    .limit(places.getOrDefault(one.first(), 0))
                    .filter(before -> before.begun() - one.head() > 0)
                    .findFirst()
                    .ifPresent(lost -> {
                        throw lost(one, lost);
                    });
        }
    }

    private CheckFailure lost(Reader witness, int came) {
        return Fault.expected(
                        text("%d messages on a stream that was open all the time", "一直打开着的流上收到 %d 条消息", sent.size()))
                .received(text("%d of them", "其中 %d 条", came))
                .why(text("every open stream gets every message, once", "每个打开的流都收到每条消息，各一次"))
                .likely(text(
                        "the clients are gone through while others come and leave: what is shared by threads needs a lock, or a collection made for it",
                        "遍历客户端时有客户端连接或断开：多个线程共享的数据需要加锁，或者用线程安全的集合"))
                .on(witness.now())
                .failure();
    }

    private static CheckFailure lost(Opened one, Sent lost) {
        return Fault.expected(text(
                        "id %s first: its POST began %d µs after the headers of this stream had arrived",
                        "首先收到 id %s：它的 POST 在这个流的响应头到达 %d 微秒之后才开始",
                        WireText.escape(lost.message().id()),
                        Duration.ofNanos(lost.begun() - one.head()).toNanos() / 1000))
                .received(text("id %s, which was posted later", "id %s，它是之后才发送的", WireText.escape(one.first())))
                .browser(text("fires open, and never sees that message", "已经触发 open，却永远看不到那条消息"))
                .why(text(
                        "a client that has its headers is connected: it gets whatever is posted from then on",
                        "收到响应头的客户端就已经连接上了：从那一刻起发送的消息它都应收到"))
                .likely(text(
                        "the place of the client is taken behind the flush that sends the headers: take it before, and write then",
                        "先 flush 发出了响应头，然后才确定客户端的位置：应先确定位置，再写"))
                .on(one.stream())
                .failure();
    }
}
