package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.timing.Heartbeat;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** The log goes away for a while, for both nodes and then for one, and comes back with all that it had. */
final class Outage {

    private static final int OK = 200;
    private static final int MESSAGES = 2;
    private static final int MEANWHILE = 3;

    /** Late headers may be the machine's; late ones twice are not. */
    private static final int LOOKS = 2;

    private static final Text WHY = text(
            "the log is another machine, which is away now and then; then nobody may be told what is not so",
            "日志在另一台机器上，有时会断开；这时不能对任何人说假话");

    private final Cluster cluster;
    private final List<Reader> readers;
    private final List<Posted> before;
    private final Returns returns = new Returns();
    private final long cutAt;

    private Outage(Cluster cluster) {
        this.cluster = cluster;
        this.readers = cluster.join(1);
        this.before = List.copyOf(cluster.post(MESSAGES));
        for (Reader reader : readers) {
            Delivery.require(cluster.one().channel(), reader, before);
        }
        cluster.cut();
        this.cutAt = System.nanoTime();
    }

    static Outage begin(Cluster cluster) {
        return new Outage(cluster);
    }

    /**
     * Two comments came on each stream since the line was cut: one may have been due anyway. A client that comes meanwhile,
     * with an id that is known to nobody, need not be let in; if it is, it waits for its place, and hears as much.
     */
    void requireBeats() {
        String unknown = before.getLast().id() + "0";
        List<Connection> meanwhile = cluster.nodes().stream()
                .map(node -> node.probe().get("/events", Reader.LAST_EVENT_ID, unknown))
                .toList();
        for (Node node : cluster.nodes()) {
            requireBeats(node, readers.get(node.number() - 1).now());
        }
        for (Node node : cluster.nodes()) {
            Connection stream = meanwhile.get(node.number() - 1);
            if (isOpen(stream)) {
                requireBeatsInWaiting(node, stream);
            }
            stream.close();
        }
        cluster.holdUp();
        cluster.nodes().forEach(this::requireHeaders);
        cluster.cut();
    }

    /** While the log takes connections and says nothing, who comes has an answer all the same, whatever it is. */
    private void requireHeaders(Node node) {
        Duration limit = new Heartbeat(node.probe()).silent();
        Connection last = null;
        for (int look = 0; look < LOOKS; look++) {
            last = node.probe().get("/events");
            boolean answered = last.awaitHead(limit).isPresent();
            last.close();
            if (answered) {
                return;
            }
        }
        throw Fault.expected(text("an answer to GET /events at once", "GET /events 立即得到回应"))
                .received(text(
                        "no headers within %.1f s at node %d, while the log takes connections and never answers",
                        "日志接受连接却从不回应时，节点 %2$d 在 %1$.1f 秒内没有发出响应头", Heartbeat.seconds(limit), node.number()))
                .browser(text("stays in CONNECTING all this time", "这段时间一直处于 CONNECTING"))
                .why(WHY)
                .likely(text(
                        "the thread of the request asks the log something before it sends the headers, if only by a PING of the pool: let it begin at the end of what this node has read",
                        "处理请求的线程在发送响应头之前先问了日志，哪怕只是连接池的一个 PING：应从本节点已经读到的末尾开始"))
                .on(last)
                .failure();
    }

    private static boolean isOpen(Connection stream) {
        boolean isIn =
                stream.exchange().head().filter(head -> head.status() == OK).isPresent();
        return isIn && stream.end().isEmpty();
    }

    private void requireBeats(Node node, Connection stream) {
        boolean beats = awaitBeats(node, stream);
        Expectations.requireOpen(
                stream,
                text(
                        "all clients would come back at once, and again, while there is nothing for them",
                        "否则所有客户端会一起重连，而且反复重连，却什么也得不到"),
                text(
                        "the exception of the log ends the thread of the stream: let one thread read the log, and streams wait for what it has read",
                        "访问日志的异常结束了流的线程：应由一个线程读日志，各个流只等待它读到的内容"));
        if (!beats) {
            throw silence(node, stream, text("while the log is away", "日志断开期间"))
                    .likely(text(
                            "the thread of the stream waits for an answer of the log, or for the next try; let it wait for messages in memory, with heartbeat.interval as the limit",
                            "流的线程在等日志的回应，或在等下一次重试；应让它等内存里的消息，并以 heartbeat.interval 为限"))
                    .failure();
        }
    }

    private void requireBeatsInWaiting(Node node, Connection stream) {
        if (!awaitBeats(node, stream)) {
            throw silence(node, stream, text("on a stream that was opened while the log is away", "在日志断开期间打开的流上"))
                    .likely(text(
                            "a client with an id waits until the log says whether it has that id, and the wait has no limit: let it end after heartbeat.interval, write a comment, and wait again",
                            "带着 id 的客户端要等日志说有没有这个 id，而这个等待没有时限：应以 heartbeat.interval 为限，到时写一条注释，再接着等"))
                    .failure();
        }
    }

    private boolean awaitBeats(Node node, Connection stream) {
        return stream.await(() -> beats(stream) > 1, limit(node));
    }

    private static Duration limit(Node node) {
        return node.probe().stretch(new Heartbeat(node.probe()).silent().multipliedBy(2));
    }

    private Fault silence(Node node, Connection stream, Text when) {
        return Fault.expected(new Heartbeat(node.probe()).wanted())
                .received(text(
                        "%d comment(s) in %.1f s at node %d, %s",
                        "%4$s，节点 %3$d 在 %2$.1f 秒内发了 %1$d 条注释",
                        beats(stream),
                        Heartbeat.seconds(limit(node)),
                        node.number(),
                        when))
                .browser(text("a proxy closes the silent connection", "沉默的连接会被代理关闭"))
                .why(text("a stream does not depend on the log to say that it is alive", "流是否还活着，与日志无关，应照常发送心跳"))
                .on(stream);
    }

    private long beats(Connection stream) {
        return stream.items(StreamItem.Comment.class).stream()
                .filter(comment -> comment.nanos() > cutAt)
                .count();
    }

    /** While the line is cut, and while a log takes connections and says nothing. */
    void requireRefusals() {
        requireRefused(text("the log refuses connections", "日志拒绝连接"));
        cluster.holdUp();
        requireRefused(text("the log takes connections and never answers", "日志接受连接，却从不回应"));
    }

    private void requireRefused(Text away) {
        List<Connection> answers = cluster.one().probe().atOnce(2, n -> {
            Node node = cluster.node(n);
            String text = "away " + node.number() + " " + node.probe().word();
            synchronized (returns) {
                returns.refused(text);
            }
            Connection answer = node.sendOnce(text);
            answer.awaitHead(node.probe().answer());
            return answer;
        });
        for (Connection answer : answers) {
            requireRefused(cluster.one().probe(), answer, away);
        }
    }

    private static void requireRefused(Probe probe, Connection answer, Text away) {
        Optional<ResponseHead> head = answer.exchange().head();
        Fault fault = Fault.expected(text(
                        "status 503 and Retry-After in whole seconds, because %s",
                        "状态码 503，并带有以整数秒表示的 Retry-After，因为%s", away))
                .why(WHY)
                .on(answer);
        if (head.isEmpty()) {
            throw fault.received(
                            answer.end().isPresent()
                                    ? text("no answer: the connection was closed", "没有回应：连接被关闭了")
                                    : text("no answer within %.1f s", "%.1f 秒内没有回应", Heartbeat.seconds(probe.answer())))
                    .likely(text(
                            "the call of the log has no limit of time, or too many tries: give the client of the log a timeout for connect and read, two seconds at most",
                            "访问日志没有时限，或重试太多次：给日志客户端设置连接与读取的超时，最多两秒"))
                    .failure();
        }
        int status = head.get().status();
        Optional<String> retry = head.get().headers().first("retry-after");
        if (status != 503) {
            throw fault.received(text("status %d", "状态码 %d", status))
                    .likely(
                            status / 100 == 2
                                    ? text(
                                            "the answer does not wait for the log: 201 only when XADD has given the id",
                                            "回应没有等日志：只有 XADD 返回了 id，才能响应 201")
                                    : text(
                                            "the exception of the client of the log is not caught: answer it with 503 and Retry-After",
                                            "没有捕获日志客户端的异常：应以 503 和 Retry-After 响应"))
                    .failure();
        }
        if (retry.filter(value -> value.strip().matches("[1-9][0-9]{0,4}")).isEmpty()) {
            throw fault.received(retry.<Text>map(value -> same("Retry-After: " + WireText.escape(value)))
                            .orElse(text("status 503 without Retry-After", "状态码 503，但没有 Retry-After")))
                    .likely(text(
                            "a writer that is told nothing tries again at once, or never: set the header Retry-After, in seconds",
                            "写入方若不知道何时再试，就会立刻重试，或者不再重试：设置响应头 Retry-After，单位为秒"))
                    .failure();
        }
    }

    /** Both nodes go on by themselves; then one of them misses what is posted at the other. */
    void requireBack() {
        cluster.mend();
        returns.postWhenBack(cluster.one());
        returns.postWhenBack(cluster.two());
        cluster.one().line().cut();
        returns.post(cluster.two(), MEANWHILE);
        cluster.one().line().mend();
        returns.postWhenBack(cluster.one());
        List<Posted> after = returns.arrange(cluster.one(), readers, before.size());
        List<Posted> wanted = new ArrayList<>(before);
        wanted.addAll(after);
        for (Reader reader : readers) {
            requireOnce(reader);
            new Delivery(reader, reader.now(), wanted, cluster.one().channel().all(), cause(reader)).requireFrom(0);
        }
    }

    private static void requireOnce(Reader reader) {
        Set<String> seen = new HashSet<>();
        for (StreamItem.Event event : reader.events()) {
            if (!Delivery.isReset(event) && !seen.add(event.lastEventId())) {
                throw Fault.expected(text("every message once, also when the log comes back", "每条消息只来一次，日志恢复后也一样"))
                        .received(text(
                                "id %s for the second time", "id %s 第二次出现", same(WireText.escape(event.lastEventId()))))
                        .browser(text("the page shows the message twice", "页面会把这条消息显示两遍"))
                        .why(text(
                                "the log comes back with all that it had, and the node had sent that already",
                                "日志带着原有的内容恢复，而这些节点已经发过了"))
                        .likely(text(
                                "behind a new connection the node reads again what it had read: go on behind the last id that was read",
                                "重新连接之后，节点把读过的又读了一遍：应从最后读到的 id 之后接着读"))
                        .at(reader.now(), event.start(), text("again", "又来一次"))
                        .failure();
            }
        }
    }

    private static Text cause(Reader reader) {
        List<StreamItem.Event> events = reader.events();
        if (events.stream().anyMatch(Delivery::isReset)) {
            return text(
                    "the node takes every new connection to the log for a new log: say reset only when the log no longer has what the client saw last",
                    "节点把每个新的日志连接都当作新的日志：只有日志里已经没有客户端最后看到的内容时，才应发 reset");
        }
        return text(
                "the thread that reads the log ended with the exception of the cut, or went on with what is new: catch it, connect again, and ask for what comes behind the last id",
                "读日志的线程因断开的异常而结束，或者重连后只读新的：应捕获异常、重新连接，并取最后一个 id 之后的内容");
    }
}
