package workbook.checker.checks.task3_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/**
 * A second server of the same kind whose heart beats every few milliseconds, so that what happens once in a month happens
 * here many times in a second.
 */
final class FastHeartbeat {

    private static final Duration INTERVAL = Duration.ofMillis(2);
    private static final int CLIENTS = 6;
    private static final int SENDERS = 4;
    private static final int EACH = 50;

    /** Of heartbeats, in a time in which hundreds are due. */
    private static final int ENOUGH = 10;

    private static final Duration LONG = Duration.ofSeconds(2);

    private static final SecondLook TWICE = new SecondLook(2);

    private final Probe probe;
    private CompletableFuture<Probe> fast;
    private boolean calm;

    FastHeartbeat(Probe probe) {
        this.probe = probe;
    }

    /** Begins to start the second server, so that it is there when it is needed. */
    void prepare() {
        if (fast == null) {
            fast = new CompletableFuture<>();
            Thread.ofVirtual().name("start of the second server").start(this::start);
        }
    }

    private void start() {
        try {
            fast.complete(probe.ownServer(Map.of("heartbeat.interval", INTERVAL.toString())));
        } catch (RuntimeException | AssertionError e) {
            fast.completeExceptionally(e);
        }
    }

    private Probe fast() {
        prepare();
        try {
            return fast.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case CheckFailure failure -> throw failure;
                case RuntimeException skippedOrBroken -> throw skippedOrBroken;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /**
     * Its heart beats at its own interval, and not at that of the first server. Where there is no second server, nothing is
     * asked.
     */
    void requirePace() {
        Probe own;
        try {
            own = fast();
        } catch (CheckSkipped none) {
            return;
        }
        Pace pace = Pace.fast(own);
        TWICE.require(signs(pace.client()), () -> signs(pace.client()), signs -> tooSeldom(pace, signs));
        TWICE.require(pace.now(), pace::now, Pace.Beats::tooOften);
        pace.client().connection().close();
        calm = true;
    }

    /** What comes until it is enough, or for long. */
    private static int signs(Listener client) {
        int before = client.connection().items().size();
        client.connection().await(() -> client.connection().itemsAfter(before).size() >= ENOUGH, LONG);
        return client.connection().itemsAfter(before).size();
    }

    private static Optional<CheckFailure> tooSeldom(Pace pace, int signs) {
        return signs >= ENOUGH
                ? Optional.empty()
                : Optional.of(Fault.expected(text(
                                "a comment \"heartbeat\" every %d ms from a second server, which was started with heartbeat.interval %s",
                                "第二个服务器以 heartbeat.interval %2$s 启动，应每 %1$d 毫秒发一条注释 \"heartbeat\"",
                                INTERVAL.toMillis(),
                                same(INTERVAL.toString())))
                        .received(text("%d in %d s", "%2$d 秒内 %1$d 条", signs, LONG.toSeconds()))
                        .why(text(
                                "whoever runs the server sets the interval to what the proxies in front of it bear",
                                "间隔由运维人员按前面的代理能容忍的时间来设定"))
                        .likely(
                                text(
                                        "the time of the wait is a number in the code, or heartbeat.interval in whole seconds, or never less than one. With poll: poll(interval.toNanos(), TimeUnit.NANOSECONDS)",
                                        "等待的时间写死在代码里，或者把 heartbeat.interval 取成了整秒，或者限制为不小于一秒。用 poll 时应写 poll(interval.toNanos(), TimeUnit.NANOSECONDS)"))
                        .on(pace.client().connection())
                        .failure());
    }

    void requireWholeEvents() {
        List<Listener> clients =
                IntStream.range(0, CLIENTS).mapToObj(n -> Listener.open(fast())).toList();
        PostedMessages posts = new PostedMessages(fast());
        fast().atOnce(SENDERS, sender -> {
            // The first one that is lost settles the matter.
            return IntStream.range(0, EACH).allMatch(n -> isSeen(posts, sender, n, clients.getFirst()));
        });
        clients.forEach(client -> requireWhole(posts, client));
    }

    /** Waits for the message, and then for up to two heartbeats, so that messages and heartbeats meet in every way. */
    private boolean isSeen(PostedMessages posts, int sender, int number, Listener client) {
        String text = number % 2 == 0 ? PostedMessages.large() : "line one\nline two";
        boolean seen = client.awaitPost(posts.send(sender, number, text));
        Duration pause = Duration.ofNanos(ThreadLocalRandom.current().nextLong(2 * INTERVAL.toNanos()));
        client.connection().awaitItemAfter(System.nanoTime() + pause.toNanos(), pause);
        return seen;
    }

    private void requireWhole(PostedMessages posts, Listener client) {
        Expectations.requireOpen(client.connection(), oneWriter(), twoWriters());
        posts.firstBroken(client).ifPresent(event -> {
            throw cut(client, event, text("an event with other data than was posted", "事件的数据与发送的不同"));
        });
        client.connection().events().stream()
                .map(ArrivedItem::item)
                .filter(event -> PostedMessages.mark(event).isEmpty())
                .findFirst()
                .ifPresent(event -> {
                    throw cut(client, event, text("an event that nobody posted", "没有人发送过的事件"));
                });
        posts.firstLost(client).ifPresent(mark -> {
            throw Fault.expected(text("every message, with heartbeats in between", "每条消息都到，中间夹着心跳"))
                    .received(text("%s never came", "%s 始终没有来", mark))
                    .why(text("a heartbeat takes no message's place", "心跳不能顶掉消息"))
                    .likely(text(
                            "a message that comes while a heartbeat is written is dropped; put it into a queue",
                            "正在写心跳时到来的消息被丢弃了；应当放进队列"))
                    .on(client.connection())
                    .failure();
        });
    }

    private static CheckFailure cut(Listener client, StreamItem.Event event, Text received) {
        Optional<StreamItem.Comment> inside = client.connection().items(StreamItem.Comment.class).stream()
                .map(ArrivedItem::item)
                .filter(comment -> comment.end() > event.start() && comment.start() < event.end())
                .findFirst();
        return Fault.expected(text("every event whole, whatever is written beside it", "无论旁边在写什么，每个事件都保持完整"))
                .received(received)
                .browser(same(WireText.escape(Clip.characters(event.data(), 120))))
                .why(oneWriter())
                .likely(twoWriters())
                .at(
                        client.connection(),
                        inside.map(StreamItem.Comment::start).orElse(event.start()),
                        inside.isPresent()
                                ? text("a heartbeat inside an event: its blank line ends it", "事件中间插进了心跳：它的空行结束了事件")
                                : text("this is not as it was posted", "这里与发送的不同"))
                .failure();
    }

    private static Text oneWriter() {
        return text(
                "only one thread at a time may write to a stream, and a whole event at a time",
                "同一时刻只能有一个线程写流，而且一次要写完一整个事件");
    }

    private static Text twoWriters() {
        return text(
                "a timer writes heartbeats while a handler writes an event. Let one thread write both: wait for an event with poll(interval)",
                "定时器在写心跳，处理函数同时在写事件。让同一个线程写两者：用 poll(间隔) 等待事件");
    }

    void requireNothingLeft() {
        new Departures(fast()).requireNothingLeft(calm);
    }
}
