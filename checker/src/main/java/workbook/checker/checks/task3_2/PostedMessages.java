package workbook.checker.checks.task3_2;

import static workbook.checker.checks.timing.Heartbeat.seconds;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.checks.task3_2.Listener.Received;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * Messages that were posted, and what each client received of them. Each begins with a mark of its own, so that it is
 * known again even when it arrives in pieces, and so that nothing else is taken for one.
 */
final class PostedMessages {

    private static final String MARK = "~post-";
    private static final int LARGE = 400;

    private final Probe probe;
    private final String name;
    private final Map<String, String> texts = Collections.synchronizedMap(new LinkedHashMap<>());

    PostedMessages(Probe probe) {
        this.probe = probe;
        this.name = MARK + probe.word();
    }

    /** The mark in an event, wherever in its data; empty for one that nobody posted. */
    static Optional<String> mark(StreamItem.Event event) {
        String data = event.data();
        int from = data.indexOf(MARK);
        if (from < 0) {
            return Optional.empty();
        }
        int to = from;
        while (to < data.length() && data.charAt(to) > ' ') {
            to++;
        }
        return Optional.of(data.substring(from, to));
    }

    /** Sends a text behind a mark of its own, and returns the mark. */
    String send(int sender, int number, String text) {
        String mark = mark(sender, number);
        texts.put(mark, mark + " " + text);
        Connection post = probe.postText("/messages", texts.get(mark));
        requireAccepted(post, probe.requireHead(post));
        return mark;
    }

    private void sendInTwo(int number, String text) {
        String mark = mark(0, number);
        texts.put(mark, mark + " " + text);
        Connection post = probe.postTextInTwo("/messages", texts.get(mark));
        requireAccepted(post, probe.requireHead(post));
    }

    private String mark(int sender, int number) {
        return String.format(Locale.ROOT, "%s-%d-%03d", name, sender, number);
    }

    /** The answer to a POST is 201 and {@code {"id": "…"}}. The id may be anything; nobody comes back with it here. */
    void requireId() {
        String text = name + "-id whoever posts learns its id";
        new TextPosting().accepted(probe, probe.postText("/messages", text), text);
    }

    private static void requireAccepted(Connection post, ResponseHead head) {
        if (head.status() != 201) {
            throw Fault.expected(text("status 201", "状态码 201"))
                    .received(text("status %d", "状态码 %d", head.status()))
                    .why(text(
                            "POST /messages answers 201 to any text that is not empty",
                            "对任何非空文本，POST /messages 都回答 201"))
                    .likely(
                            head.status() >= 500
                                    ? text(
                                            "an exception nobody caught; its stack trace is in the output of your server",
                                            "异常没有被捕获；堆栈在服务器的输出里")
                                    : text("the route, the status, or a limit on the size", "路由、状态码，或对大小的限制"))
                    .on(post)
                    .failure();
        }
    }

    /** Three one after another, the next when the one before has come; a busy machine may be late with one of them. */
    void requirePrompt(Listener client, Duration limit) {
        Duration usual = IntStream.range(0, 3)
                .mapToObj(number -> delay(client, number))
                .sorted()
                .toList()
                .get(1);
        if (usual.compareTo(limit) > 0) {
            throw Fault.expected(text("a message within %.1f s", "消息在 %.1f 秒内到达", seconds(limit)))
                    .received(text("messages after %.1f s", "消息 %.1f 秒后才到", seconds(usual)))
                    .why(text("a stream delivers each event when it happens", "流在事件发生时就送达"))
                    .likely(text(
                            "the handler sleeps for the interval and looks for messages only then; wait on a queue with poll(interval)",
                            "处理函数睡满一个间隔才去看有没有消息；应在队列上用 poll(间隔) 等待"))
                    .on(client.connection())
                    .failure();
        }
    }

    private Duration delay(Listener client, int number) {
        long begun = System.nanoTime();
        String mark = send(0, number, "hello");
        if (!client.awaitPost(mark)) {
            throw lost(client, mark);
        }
        return Duration.ofNanos(client.arrival(mark).orElseThrow() - begun);
    }

    /** Lines, empty lines, what looks like fields, text of the whole world, and much of it. */
    void sendAllKinds() {
        List<String> kinds = List.of(
                probe.line(),
                "two\nlines",
                "an empty line\n\nin between",
                "a line break at the end\n",
                "\nid: 7\nevent: forged\ndata: forged\n: heartbeat",
                large());
        for (int n = 0; n < kinds.size(); n++) {
            send(0, n, kinds.get(n));
        }
        sendInTwo(kinds.size(), "é € 豆腐 😀");
    }

    static String large() {
        return String.join(
                "\n", Collections.nCopies(LARGE, "0123456789 ".repeat(8).strip()));
    }

    /** Several senders at once, each of which waits for its answer before it sends again. */
    void sendFromSeveral(int senders, int each) {
        probe.atOnce(senders, sender -> {
            IntStream.range(0, each).forEach(n -> send(sender + 1, n, "of " + each));
            return sender;
        });
    }

    /** Every message once, as it was sent, and in one order, at each of them. */
    void requireAtAll(List<Listener> clients) {
        clients.forEach(this::requireAt);
        clients.forEach(client -> requireSameOrder(clients.getFirst(), client));
    }

    private void requireAt(Listener client) {
        client.awaitPosts(marks());
        Set<String> seen = new HashSet<>();
        for (Received received : mine(client)) {
            if (!seen.add(received.mark())) {
                throw twice(client, received);
            }
            Payload.require(client.connection(), received.event(), texts.get(received.mark()));
        }
        firstLost(client).ifPresent(mark -> {
            throw lost(client, mark);
        });
        requireOrderOfEachSender(client);
    }

    private Set<String> marks() {
        synchronized (texts) {
            return Set.copyOf(texts.keySet());
        }
    }

    private List<Received> mine(Listener client) {
        return client.received().stream()
                .filter(received -> received.mark().startsWith(name))
                .toList();
    }

    /** Waits for all of them, and returns the first that came otherwise than it was sent. */
    Optional<StreamItem.Event> firstBroken(Listener client) {
        client.awaitPosts(marks());
        return mine(client).stream()
                .filter(received -> !received.event().data().equals(texts.get(received.mark())))
                .map(Received::event)
                .findFirst();
    }

    /** The first that did not come, of those that were sent. */
    Optional<String> firstLost(Listener client) {
        return marks().stream()
                .filter(mark -> client.arrival(mark).isEmpty())
                .sorted()
                .findFirst();
    }

    private void requireOrderOfEachSender(Listener client) {
        Map<String, String> last = new HashMap<>();
        for (Received received : mine(client)) {
            String mark = received.mark();
            String before = last.put(mark.substring(0, mark.lastIndexOf('-')), mark);
            if (before != null && before.compareTo(mark) > 0) {
                throw Fault.expected(text("%s before %s", "%s 在 %s 之前", mark, before))
                        .received(text("%s before %s", "%s 在 %s 之前", before, mark))
                        .why(text("a message that was accepted earlier arrives earlier", "先被接受的消息先到达"))
                        .likely(text(
                                "each message is sent by a thread of its own, or the queue is a stack",
                                "每条消息由各自的线程发送，或者把队列写成了栈"))
                        .at(client.connection(), received.event().start(), text("this one is late", "这一条来晚了"))
                        .failure();
            }
        }
    }

    private void requireSameOrder(Listener one, Listener other) {
        if (!order(one).equals(order(other))) {
            throw Fault.expected(text("the same order at every client", "每个客户端收到的顺序都相同"))
                    .received(text(
                            "messages that were sent at the same time come in one order here, and in another there",
                            "同时发送的消息，在这里是一种顺序，在那里是另一种"))
                    .why(text("two streams show the same messages in the same order", "两个流的消息及其顺序相同"))
                    .likely(text(
                            "two posts run through the clients at the same time; publish under one lock",
                            "两个 POST 同时遍历客户端；请在同一把锁里发布"))
                    .on(one.connection())
                    .on(other.connection())
                    .failure();
        }
    }

    private List<String> order(Listener client) {
        return mine(client).stream().map(Received::mark).toList();
    }

    private static AssertionError twice(Listener client, Received received) {
        return Fault.expected(text("each message once", "每条消息只来一次"))
                .received(text("%s a second time", "%s 来了第二次", received.mark()))
                .why(text("a message is dispatched as often as it is on the stream", "流里出现几次，就派发几次"))
                .likely(text("the client is registered twice", "客户端注册了两次"))
                .at(client.connection(), received.event().start(), text("again", "又来了一次"))
                .failure();
    }

    private AssertionError lost(Listener client, String mark) {
        Connection connection = client.connection();
        Fault fault = Fault.expected(text("the message %s on the stream", "流上出现消息 %s", mark))
                .received(
                        text("it did not come in %.1f s, %s", "%.1f 秒内没有到达，%s", seconds(probe.answer()), state(client)))
                .why(text("each client that is connected gets every message", "每个已连接的客户端都会收到每条消息"));
        int offset = new String(connection.body(), StandardCharsets.ISO_8859_1).indexOf(mark);
        return offset < 0
                ? fault.likely(text(
                                "the message is not flushed, or all clients take from one queue",
                                "消息没有 flush，或者所有客户端从同一个队列里取"))
                        .on(connection)
                        .failure()
                : fault.likely(text(
                                "it is written without \"data: \" in front, or without a blank line behind it",
                                "写出的内容前面没有 \"data: \"，或后面没有空行"))
                        .at(connection, offset, text("here it is, but not as an event", "它在这里，但不是一个事件"))
                        .failure();
    }

    private static Text state(Listener client) {
        return client.open() ? text("connection still open", "连接仍然打开") : text("the stream has ended", "流已结束");
    }
}
