package workbook.checker.checks.task3_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
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
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
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
    private static final int LEAVING = 200;
    private static final int AT_ONCE = 50;

    /** Threads of the JVM come and go; but who leaks leaks for at least half of those who leave, by FIN or by RST. */
    private static final int TOLERANCE = LEAVING / 4;

    private final Probe probe;
    private CompletableFuture<Probe> fast;

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

    /** As many threads, timers and sockets as before, when all these clients have gone. */
    void requireNothingLeft() {
        visit(AT_ONCE);
        Map<Text, Integer> before = fast().held();
        visit(LEAVING);
        List<Text> left = List.of();
        long deadline = System.nanoTime() + fast().answer().toNanos();
        do {
            left = more(before, fast().held());
        } while (!left.isEmpty() && System.nanoTime() < deadline);
        if (!left.isEmpty()) {
            throw Fault.expected(text(
                            "as many threads, timers and sockets as before, after %d clients came and left (FIN and RST)",
                            "%d 个客户端来了又走（FIN 和 RST）之后，线程、定时任务和套接字与之前一样多", LEAVING))
                    .received(left.stream()
                            .reduce((a, b) -> text("%s; %s", "%s；%s", a, b))
                            .orElseThrow())
                    .why(text(
                            "a heartbeat ends with its client: the write that fails is how a server learns that it has gone",
                            "心跳随客户端一起结束：写失败就是服务器得知客户端已离开的方式"))
                    .likely(text(
                            "the handler itself never writes, so that no failure ends it; or the failure is caught, and the loop goes on; or a timer is not cancelled in finally",
                            "处理函数自己从不写，也就没有失败来结束它；或者写失败的异常被捕获后循环还在继续；或者没有在 finally 里取消定时器"))
                    .failure();
        }
    }

    private void visit(int clients) {
        for (int gone = 0; gone < clients; gone += AT_ONCE) {
            fast().atOnce(AT_ONCE, n -> {
                Listener client = Listener.open(fast());
                if (n % 2 == 0) {
                    client.connection().close();
                } else {
                    client.connection().reset();
                }
                return n;
            });
        }
    }

    private static List<Text> more(Map<Text, Integer> before, Map<Text, Integer> now) {
        List<Text> more = new ArrayList<>();
        now.forEach((what, count) -> {
            if (count > before.getOrDefault(what, 0) + TOLERANCE) {
                more.add(text("%d %s, %d before", "%d 个%s，之前 %d 个", count, what, before.get(what)));
            }
        });
        return more;
    }
}
